package dev.millrace.system.docs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for every answer about replays that the contract declares and a test can provoke.
 *
 * @param admin a key that may do everything
 * @param weak one that may ask for no replay
 * @param revoked one that was revoked
 * @param running the one replay that runs, which is as many as may
 */
record ReplayTries(String admin, String weak, String revoked, String running) {

	private static final String BEGIN = "POST /v1/replays";
	private static final String LIST = "GET /v1/replays";
	private static final String SHOW = "GET /v1/replays/{id}";
	private static final String CANCEL = "DELETE /v1/replays/{id}";
	private static final String TOO_LONG = "x".repeat(2000);

	List<Try> all() {
		String good = "{\"from\":\"%s\",\"dryRun\":true}".formatted(Instant.now().minusSeconds(60));
		var tries = new ArrayList<>(
				List.of(of(BEGIN, "", 409, "too-many-replays").json(good), of(SHOW, running, 200, ""),
						of(LIST, "", 200, ""), of(CANCEL, running, 204, ""), of(BEGIN, "", 202, "").json(good),
						of(BEGIN, "", 400, "malformed-json").json("{"),
						of(BEGIN, "", 413, "request-too-large").json(" ".repeat(300_000)),
						of(BEGIN, "", 415, "unsupported-media-type").body("text/plain", "a"),
						of(BEGIN, "", 422, "invalid-member").json("{\"from\":\"2001-01-01T00:00:00Z\"}"),
						of(BEGIN, "", 406, "not-acceptable").json(good).with("Accept", "text/html"),
						of(LIST, "", 406, "not-acceptable").with("Accept", "text/html"),
						of(SHOW, running, 406, "not-acceptable").with("Accept", "text/html"),
						Try.of(LIST, "/v1/replays?what=1", 400, "unknown-parameter").key(admin)));
		for (String named : List.of(SHOW, CANCEL)) {
			tries.add(of(named, "none", 404, "unknown-replay"));
			tries.add(of(named, TOO_LONG, 400, "invalid-parameter"));
		}
		for (String guarded : List.of(BEGIN, LIST, SHOW, CANCEL)) {
			String path = path(guarded, "none");
			tries.add(Try.of(guarded, path, 401, "missing-key"));
			tries.add(Try.of(guarded, path, 401, "malformed-key").key("mr_nonsense"));
			tries.add(Try.of(guarded, path, 401, "invalid-key")
					.key(admin.substring(0, admin.length() - 12) + "000000000000"));
			tries.add(Try.of(guarded, path, 401, "revoked-key").key(revoked));
			tries.add(Try.of(guarded, path, 403, "lacking-scope").key(weak).json("{}"));
		}
		return tries;
	}

	private Try of(String operation, String id, int status, String code) {
		return Try.of(operation, path(operation, id), status, code).key(admin);
	}

	private static String path(String operation, String id) {
		return operation.substring(operation.indexOf(' ') + 1).replace("{id}", id);
	}
}
