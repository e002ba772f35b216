package dev.millrace.file.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

import dev.millrace.file.FileStatus;
import dev.millrace.file.Outcome;
import dev.millrace.file.StoredFile;

/** An outcome as a CloudEvent: the same bytes however often it is told. */
final class OutcomeEvent {

	private static final String TYPE = "millrace.file.";

	private OutcomeEvent() {}

	static byte[] of(StoredFile file, Outcome outcome) {
		var event = new LinkedHashMap<String, Object>();
		event.put("specversion", "1.0");
		event.put("id", outcome.id());
		event.put("source", "/v1/files");
		event.put("type", TYPE + word(outcome.status()));
		event.put("time", outcome.at().toString());
		event.put("subject", file.id());
		event.put("partitionkey", file.id());
		event.put("datacontenttype", "application/json");
		event.put("data", data(file, outcome));
		return JsonMapper.shared().writeValueAsBytes(event);
	}

	/** Stored and not looked into is as far as such a file comes. */
	private static String word(FileStatus status) {
		return (status == FileStatus.UNSUPPORTED ? FileStatus.PROCESSED : status).word();
	}

	private static Map<String, Object> data(StoredFile file, Outcome outcome) {
		var data = new LinkedHashMap<String, Object>();
		data.put("file", file.id());
		data.put("status", outcome.status().word());
		data.put("name", file.upload().name());
		data.put("contentType", file.upload().contentType());
		outcome.mediaType().ifPresent(type -> data.put("mediaType", type));
		data.put("size", outcome.bytes());
		data.put("tags", new TreeMap<>(file.upload().tags()));
		data.put("derivatives", outcome.derivatives());
		outcome.fault().ifPresent(fault -> data.put("error", new Fault(fault.code(), fault.detail())));
		return data;
	}

	record Fault(String code, String detail) {}
}
