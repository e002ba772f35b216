package dev.millrace.cloud.run;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The manifests of unpacked libraries. */
final class Manifests {
	private Manifests() {}

	/**
	 * Takes out the class paths that libraries name by themselves. All jars are on the path already, and one that names the
	 * directory it lies in, as DynamoDB Local does, keeps the JVM from making an AOT cache.
	 */
	static void dropClassPaths(Path libraries) throws IOException {
		List<Path> jars;
		try (var files = Files.list(libraries)) {
			jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
		}
		for (var jar : jars) {
			dropClassPath(jar);
		}
	}

	private static void dropClassPath(Path jar) throws IOException {
		Manifest manifest;
		try (var file = new JarFile(jar.toFile())) {
			manifest = file.getManifest();
		}
		if (manifest != null && manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH) != null) {
			write(manifest, jar);
		}
	}

	/** The jar keeps its time, by which an AOT cache knows it: a builder of images may take one from before for the same, whose content is. */
	private static void write(Manifest manifest, Path jar) throws IOException {
		var time = Files.getLastModifiedTime(jar);
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			var entry = files.getPath(JarFile.MANIFEST_NAME);
			try (var out = Files.newOutputStream(entry)) {
				manifest.write(out);
			}
			Files.setLastModifiedTime(entry, time);
		}
		Files.setLastModifiedTime(jar, time);
	}
}
