package dev.millrace.ingest.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Schemas in a folder and the folders in it. Symbolic links are followed for files, so that a mounted ConfigMap works. */
record FolderFiles(Path folder) implements SchemaFiles {

	private static final int DEEPEST = 8;

	@Override
	public SortedMap<String, String> read() throws IOException {
		var found = new TreeMap<String, String>();
		long bytes = 0;
		for (Path file : files()) {
			bytes += Files.size(file);
			SchemaFiles.bound(found.size() + 1, bytes);
			found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
		}
		return found;
	}

	private List<Path> files() throws IOException {
		try (var files = Files.walk(folder, DEEPEST)) {
			return files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
					.limit(MOST_FILES + 1L)
					.toList();
		}
	}
}
