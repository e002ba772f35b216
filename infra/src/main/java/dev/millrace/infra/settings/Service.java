package dev.millrace.infra.settings;

import java.util.Arrays;
import java.util.Optional;

/** The services that run, by the names under which routes and images know them. */
public enum Service {
	INGEST("ingest-service"), PROCESSOR("processor-service"), FILE("file-service");

	private final String id;

	Service(String id) {
		this.id = id;
	}

	public String id() {
		return id;
	}

	/** The word before the hyphen: what its settings and constructs are called by. */
	public String word() {
		return id.substring(0, id.indexOf('-'));
	}

	public static Optional<Service> of(String id) {
		return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
	}
}
