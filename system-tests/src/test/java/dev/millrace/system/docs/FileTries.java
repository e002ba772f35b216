package dev.millrace.system.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A request for every answer about files that the contract declares and a test can provoke.
 *
 * @param admin a key that may do everything
 * @param weak one that may do nothing with files
 * @param revoked one that was revoked
 * @param uploading a file whose content has not come
 * @param processed a file that was looked into
 * @param derivative the name of one of its derivatives
 */
record FileTries(String admin, String weak, String revoked, String uploading, String processed, String derivative) {

	private static final String OPEN = "POST /v1/files";
	private static final String LIST = "GET /v1/files";
	private static final String SHOW = "GET /v1/files/{id}";
	private static final String DELETE = "DELETE /v1/files/{id}";
	private static final String RESUME = "GET /v1/files/{id}/upload";
	private static final String COMPLETE = "POST /v1/files/{id}/upload/complete";
	private static final String REDRIVE = "POST /v1/files/{id}/redrive";
	private static final String CONTENT = "GET /v1/files/{id}/content";
	private static final String DERIVATIVE = "GET /v1/files/{id}/derivatives/{name}";
	private static final String NONE = "01a1fe99-2544-7bb1-866e-27361a3ec39b";
	private static final String FORM = "multipart/form-data; boundary=b";

	List<Try> all() {
		var tries = new ArrayList<Try>();
		tries.addAll(sending());
		tries.addAll(asking());
		for (String guarded : List.of(OPEN, LIST, SHOW, DELETE, RESUME, COMPLETE, REDRIVE, CONTENT, DERIVATIVE)) {
			String path = path(guarded, NONE);
			tries.add(Try.of(guarded, path, 401, "missing-key"));
			tries.add(Try.of(guarded, path, 401, "malformed-key").key("mr_nonsense"));
			tries.add(Try.of(guarded, path, 401, "invalid-key")
					.key(admin.substring(0, admin.length() - 12) + "000000000000"));
			tries.add(Try.of(guarded, path, 401, "revoked-key").key(revoked));
			tries.add(Try.of(guarded, path, 403, "lacking-scope").key(weak).json("{}"));
		}
		for (String named : List.of(SHOW, DELETE, RESUME, COMPLETE, REDRIVE, CONTENT, DERIVATIVE)) {
			tries.add(of(named, NONE, 404, "unknown-file"));
		}
		for (String json : List.of(LIST, SHOW, RESUME, COMPLETE, REDRIVE)) {
			tries.add(of(json, NONE, 406, "not-acceptable").with("Accept", "text/html"));
		}
		tries.add(of(DELETE, uploading, 204, ""));
		return tries;
	}

	private List<Try> sending() {
		String good = "{\"name\":\"a\",\"contentType\":\"text/plain\",\"size\":1}";
		return List.of(of(OPEN, "", 201, "").json(good), of(OPEN, "", 202, "").body(FORM, form("", "hello")),
				of(OPEN, "", 400, "malformed-json").json("{"),
				of(OPEN, "", 400, "malformed-form").body(FORM, form("", "hello").substring(0, 60)),
				of(OPEN, "", 406, "not-acceptable").json(good).with("Accept", "text/html"),
				of(OPEN, "", 413, "file-too-large").json(good.replace("1}", "9000000000000}")),
				of(OPEN, "", 413, "request-too-large").json(" ".repeat(70_000)),
				of(OPEN, "", 415, "unsupported-media-type").body("text/plain", "a"),
				of(OPEN, "", 422, "invalid-member").json("{}"),
				of(OPEN, "", 422, "checksum-mismatch").body(FORM, form("0".repeat(64), "hello")));
	}

	private List<Try> asking() {
		return List.of(of(LIST, "", 200, ""), Try.of(LIST, "/v1/files?limit=1", 200, "").key(admin),
				Try.of(LIST, "/v1/files?limit=0", 400, "invalid-parameter").key(admin),
				Try.of(LIST, "/v1/files?what=1", 400, "unknown-parameter").key(admin), of(SHOW, processed, 200, ""),
				of(RESUME, uploading, 200, ""), of(RESUME, processed, 200, ""), of(COMPLETE, processed, 200, ""),
				of(COMPLETE, uploading, 409, "upload-incomplete"), of(REDRIVE, processed, 409, "not-failed"),
				of(CONTENT, processed, 302, ""), of(CONTENT, uploading, 409, "not-uploaded"),
				of(DERIVATIVE, processed, 302, ""),
				Try.of(DERIVATIVE, "/v1/files/" + processed + "/derivatives/none", 404, "unknown-derivative")
						.key(admin));
	}

	private Try of(String operation, String id, int status, String code) {
		return Try.of(operation, path(operation, id), status, code).key(admin);
	}

	private String path(String operation, String id) {
		return operation.substring(operation.indexOf(' ') + 1).replace("{id}", id).replace("{name}", derivative);
	}

	private static String form(String sha256, String content) {
		String sum = sha256.isEmpty() ? ""
				: "--b\r\nContent-Disposition: form-data; name=\"sha256\"\r\n\r\n" + sha256 + "\r\n";
		return sum + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
				+ "Content-Type: text/plain\r\n\r\n" + content + "\r\n--b--\r\n";
	}
}
