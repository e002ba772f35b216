package dev.millrace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Inspection;

/** Keeps what was found in a file: derivatives in the bucket, the rest to be told, described in words where a model is set. */
final class Findings {

	private static final String METADATA = "metadata.json";
	private static final String TEXT = "text.txt";
	/** A row holds 400 KB; what is longer is a derivative. */
	private static final int MOST_METADATA = 100_000;

	private final Objects objects;
	private final Optional<Describing> describing;

	Findings(Objects objects, Optional<Describing> describing) {
		this.objects = objects;
		this.describing = describing;
	}

	/**
	 * Keeps it.
	 *
	 * @param sha256 of the content
	 * @param place what the keys of its derivatives begin with
	 */
	Finding keep(Inspection.Processed processed, String sha256, String place, Workspaces.Workspace workspace) {
		var all = new ArrayList<>(processed.derivatives());
		var metadata = described(processed, sha256);
		byte[] json = JsonMapper.shared().writeValueAsBytes(metadata);
		if (json.length > MOST_METADATA) {
			all.add(new Derivative(METADATA, "application/json", written(workspace.file(METADATA), json)));
			metadata = Map.of("derivative", METADATA);
		}
		List<Finding.Made> made = new ArrayList<>();
		for (Derivative derivative : all) {
			objects.put(place + derivative.name(), derivative.mediaType(), derivative.file(), Optional.empty());
			made.add(new Finding.Made(derivative.name(), derivative.mediaType(), size(derivative.file())));
		}
		return new Finding(Optional.of(processed.mediaType()), metadata, List.copyOf(made));
	}

	/** Only text is described: what a model can be shown of it is what the sandbox took out, never the file. */
	private Map<String, Object> described(Inspection.Processed processed, String sha256) {
		var text = processed.derivatives().stream().filter(made -> made.name().equals(TEXT)).findFirst();
		if (describing.isEmpty() || text.isEmpty()) {
			return processed.metadata();
		}
		var metadata = new LinkedHashMap<>(processed.metadata());
		metadata.put("description", describing.get().of(sha256, read(text.get().file())));
		return metadata;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			throw new Unavailable("The workspace does not give " + file, e);
		}
	}

	private static Path written(Path file, byte[] bytes) {
		try {
			return Files.write(file, bytes);
		} catch (IOException e) {
			throw new Unavailable("The workspace does not take " + file, e);
		}
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		} catch (IOException e) {
			throw new Unavailable("The workspace does not tell of " + file, e);
		}
	}
}
