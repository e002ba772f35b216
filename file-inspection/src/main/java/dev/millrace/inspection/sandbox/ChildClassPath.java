package dev.millrace.inspection.sandbox;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The jars that a child needs, and none of the service's. They are where the service's own classes came from, whether its class path names
 * them or the manifest of its jar does.
 */
final class ChildClassPath {

	/** One class of each jar. */
	private static final List<String> CLASSES = List.of("dev.millrace.inspection.sandbox.Child",
			"tools.jackson.core.JsonParser", "tools.jackson.databind.json.JsonMapper",
			"com.fasterxml.jackson.annotation.JsonProperty", "org.jspecify.annotations.NullMarked",
			"org.mozilla.universalchardet.UniversalDetector", "de.siegmar.fastcsv.reader.CsvReader",
			"com.dynatrace.hash4j.distinctcount.UltraLogLog", "org.apache.pdfbox.Loader",
			"org.apache.pdfbox.io.IOUtils",
			"org.apache.fontbox.FontBoxFont", "org.apache.commons.logging.LogFactory",
			"com.drew.imaging.ImageMetadataReader", "com.adobe.internal.xmp.XMPMeta",
			"com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader",
			"com.twelvemonkeys.imageio.plugins.webp.WebPImageReader", "com.twelvemonkeys.imageio.ImageReaderBase",
			"com.twelvemonkeys.imageio.metadata.Entry", "com.twelvemonkeys.lang.Validate",
			"com.twelvemonkeys.io.SubStream", "com.twelvemonkeys.image.ImageUtil");

	private static final Pattern IN_A_JAR = Pattern.compile("jar:(.*)!/");

	private ChildClassPath() {}

	/** @throws IllegalStateException with a sentence that says what to do */
	static String derive() {
		return CLASSES.stream()
				.map(ChildClassPath::origin)
				.distinct()
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
	}

	/** Asked by the file of the class: the class itself tells no origin where the JVM has it from an AOT cache. */
	private static Path origin(String name) {
		String file = name.replace('.', '/') + ".class";
		var found = ChildClassPath.class.getClassLoader().getResource(file);
		if (found == null) {
			throw new IllegalStateException("File inspection cannot start its children: the class %s is missing."
					.formatted(name));
		}
		String holder = found.toString().substring(0, found.toString().length() - file.length());
		return path(URI.create(IN_A_JAR.matcher(holder).replaceFirst("$1")));
	}

	static Path path(URI location) {
		if (!"file".equals(location.getScheme())) {
			throw new IllegalStateException(("File inspection cannot start its children from inside another jar (%s): "
					+ "start the service unpacked (java -Djarmode=tools -jar <jar> extract), or set the children's class path.")
					.formatted(location));
		}
		return Path.of(location);
	}
}
