package dev.millrace.web.guard;

import java.util.List;
import java.util.Set;

/** What is open to everyone, of all services: the only list of it. A scope that a handler asks for still counts. */
final class PublicPaths {

	/** The probes; the address to which the container turns when it answers an error by itself; the description. */
	private static final Set<String> PATHS = Set.of("/livez", "/readyz", "/health", "/error", "/docs", "/v3/api-docs",
			"/v3/api-docs.yaml");

	/** Webhooks are signed by their senders, which hold no key. */
	private static final List<String> BEGINNINGS = List.of("/docs/", "/v3/api-docs/", "/v1/webhooks/");

	private PublicPaths() {}

	static boolean contains(String path) {
		return PATHS.contains(path) || BEGINNINGS.stream().anyMatch(path::startsWith);
	}
}
