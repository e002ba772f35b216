package dev.millrace.cloud.s3.store;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gaul.s3proxy.blobstore.S3Exceptions;

/**
 * The names under which objects lie in folders. S3 has no folders: {@code a}, {@code a/b}, {@code a//b}, {@code a/} and
 * {@code a/../b} are five objects that have nothing to do with each other. The last part of a name therefore ends with a
 * mark that sorts before every character that a key can have, and a folder that a file system would not keep ends with
 * another. Lists stay in order, and what an upload that broke off has left behind can be told from an object.
 */
final class KeyNames {
	private static final String OBJECT = "\u0001";
	private static final String FOLDER = "\u0002";
	private static final Pattern FOLDERS = Pattern.compile("(?<=/)");
	private static final Pattern PART = Pattern.compile("-([0-9]+|stub)");

	private KeyNames() {}

	static String name(String key) {
		if (key.contains(OBJECT) || key.contains(FOLDER)) {
			throw S3Exceptions.invalidArgument("The characters U+0001 and U+0002 are not supported in a key.");
		}
		return prefix(key) + OBJECT;
	}

	/** The name's beginning for keys with that beginning. */
	static String prefix(String prefix) {
		int folders = prefix.lastIndexOf('/') + 1;
		return FOLDERS.splitAsStream(prefix.substring(0, folders))
				.map(KeyNames::folder)
				.collect(Collectors.joining()) + prefix.substring(folders);
	}

	static String key(String name) {
		return name.replace(FOLDER, "").replace(OBJECT, "");
	}

	static boolean isObject(String name) {
		return name.endsWith(OBJECT);
	}

	/** Whether it is what an upload has written so far: the engine adds a random suffix until it is whole. */
	static boolean isUnfinished(String name) {
		int mark = name.lastIndexOf(OBJECT);
		var after = name.substring(mark + 1);
		return mark >= 0 && !after.isEmpty() && !PART.matcher(after).matches();
	}

	private static String folder(String segment) {
		return switch (segment) {
			case "/", "./", "../" -> segment.substring(0, segment.length() - 1) + FOLDER + "/";
			default -> segment;
		};
	}
}
