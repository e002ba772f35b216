package dev.millrace.system.docs;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.millrace.system.Everyday;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request for every answer that the contract declares and a test can provoke.
 *
 * @param admin a key that may do everything
 * @param weak a key whose scope is good for nothing here
 * @param narrow a key that may send only the type {@code order.placed}
 * @param revoked a key that was
 * @param shown the id of a key
 * @param letter the id of a dead letter
 */
record Tries(String admin, String weak, String narrow, String revoked, String shown, String letter) {

	private static final String SEND = "POST /v1/events";
	private static final String TYPED = "POST /v1/events/{name}";
	private static final String LIST = "GET /v1/events";
	private static final String LOOK = "GET /v1/events/{name}";
	private static final String TRACE = "GET /v1/events/{id}/trace";
	private static final String LETTERS = "GET /v1/dead-letters";
	private static final String LETTER = "GET /v1/dead-letters/{id}";
	private static final String BYTES = "GET /v1/dead-letters/{id}/bytes";
	private static final String REDRIVE = "POST /v1/dead-letters/redrive";
	private static final String DISCARD = "DELETE /v1/dead-letters/{id}";
	private static final String HOOK = "POST /v1/webhooks/{webhook}";
	private static final String TOKEN = "POST /v1/webhooks/{webhook}/{token}";
	private static final String MAKE = "POST /v1/keys";
	private static final String KEYS = "GET /v1/keys";
	private static final String SHOW = "GET /v1/keys/{id}";
	private static final String REVOKE = "DELETE /v1/keys/{id}";
	private static final String HUGE = "x".repeat(10 * 1024 * 1024 + 1);
	private static final String LARGE = "{\"type\":\"t\",\"data\":\"" + "x".repeat(1024 * 1024) + "\"}";

	List<Try> all() {
		var tries = new ArrayList<Try>();
		tries.addAll(sending());
		tries.addAll(typed());
		tries.addAll(reading());
		tries.addAll(letters());
		tries.addAll(webhooks());
		tries.addAll(keys());
		tries.addAll(open());
		for (String guarded : List.of(SEND, TYPED, LIST, LOOK, TRACE, LETTERS, LETTER, BYTES, REDRIVE, DISCARD, MAKE,
				KEYS, SHOW, REVOKE)) {
			String path = guarded.substring(guarded.indexOf(' ') + 1).replace("{name}", "a").replace("{id}", shown);
			tries.add(Try.of(guarded, path, 401, "missing-key"));
			tries.add(Try.of(guarded, path, 401, "malformed-key").key("mr_nonsense"));
			tries.add(Try.of(guarded, path, 401, "invalid-key")
					.key(admin.substring(0, admin.length() - 12) + "000000000000"));
			tries.add(Try.of(guarded, path, 401, "revoked-key").key(revoked));
			tries.add(Try.of(guarded, path, 403, "lacking-scope").key(weak).json("{}"));
		}
		return tries;
	}

	private List<Try> sending() {
		String good = "{\"type\":\"order.placed\"}";
		return List.of(send(202, "").json(good), send(202, "").json("[" + good + "]").with("Prefer", "return=minimal"),
				send(207, "").json("[" + good + ",{}]"),
				send(207, "").json("[" + good + ",{}]").with("Prefer", "return=minimal"),
				send(400, "malformed-json").json("{"), send(400, "empty").json("[]"),
				send(400, "invalid-text").json("{\"type\":\"\\ud800\"}"),
				send(400, "invalid-gzip").json(good).with("Content-Encoding", "gzip"),
				send(400, "invalid-zstd").json(good).with("Content-Encoding", "zstd"),
				send(400, "no-event-taken").body("application/x-ndjson", "{\n{\n"),
				send(413, "request-too-large").json(HUGE), send(413, "event-too-large").json(LARGE),
				send(413, "too-many-events").body("application/x-ndjson", (good + "\n").repeat(10_001)),
				send(413, "no-event-taken").json("[" + LARGE + "," + LARGE + "]"),
				send(415, "unsupported-media-type").body("text/plain", "a"),
				send(415, "unsupported-encoding").json(good).with("Content-Encoding", "br"),
				send(422, "not-an-event").json("1"), send(422, "missing-attribute").json("{}"),
				send(422, "invalid-attribute").json("{\"type\":\"a\",\"time\":\"noon\"}"),
				send(422, "duplicate-attribute").json("{\"type\":\"a\",\"type\":\"a\"}"),
				send(422, "reserved-attribute").json("{\"type\":\"a\",\"receivedat\":\"2026-01-01T00:00:00Z\"}"),
				send(422, "attribute-too-long").json("{\"type\":\"%s\"}".formatted("a".repeat(70_000))),
				send(422, "too-deep").json("{\"type\":\"a\",\"data\":" + "[".repeat(300) + "]".repeat(300) + "}"),
				send(422, "number-too-long").json("{\"type\":\"a\",\"data\":" + "1".repeat(1001) + "}"),
				send(422, "schema-violation").json("{\"type\":\"strict\",\"data\":1}"),
				send(422, "no-event-taken").json("[{},{}]"),
				Try.of(SEND, "", 403, "type-not-allowed").key(narrow).json("{\"type\":\"a\"}"),
				Try.of(SEND, "", 403, "no-event-taken").key(narrow).json("[{\"type\":\"a\"},{\"type\":\"b\"}]"));
	}

	private List<Try> typed() {
		return List.of(typed("", 202, "").json("{\"amount\":1.0}"), typed("", 202, "").body("image/png", "x"),
				typed("", 400, "malformed-json").json("{"), typed("", 400, "empty").body("image/png", ""),
				typed("?id-header=X-Id", 400, "missing-header").json("1"),
				typed("?id-header=X-Id", 400, "repeated-header").with("X-Id", "1").with("X-Id", "2").json("1"),
				typed("?what=1", 400, "unknown-parameter").json("1"),
				typed("?source=", 400, "invalid-parameter").json("1"),
				Try.of(TYPED, "/v1/events/a", 403, "type-not-allowed").key(narrow).json("1"),
				typed("", 413, "request-too-large").json(HUGE),
				typed("", 413, "event-too-large").json("\"" + "x".repeat(1024 * 1024) + "\""),
				typed("", 415, "unsupported-encoding").json("1").with("Content-Encoding", "br"),
				typed("?source=a%20b", 422, "invalid-attribute").json("1"),
				Try.of(TYPED, "/v1/events/strict", 422, "schema-violation").key(admin).json("1"));
	}

	private List<Try> reading() {
		return List.of(Try.of(LIST, "", 200, "").key(admin), Try.of(LIST, "/v1/events?limit=1", 200, "").key(admin),
				Try.of(LIST, "", 200, "").key(admin).with("Accept", "application/x-ndjson"),
				Try.of(LIST, "/v1/events?fields=id,data&order=oldest", 200, "").key(admin),
				Try.of(LIST, "/v1/events?limit=0", 400, "invalid-parameter").key(admin),
				Try.of(LIST, "/v1/events?what=1", 400, "unknown-parameter").key(admin),
				Try.of(LOOK, "/v1/events/twice?source=/a", 200, "").key(admin),
				Try.of(LOOK, "/v1/events/twice?what=1", 400, "unknown-parameter").key(admin),
				Try.of(LOOK, "/v1/events/twice?source=", 400, "invalid-parameter").key(admin),
				Try.of(LOOK, "/v1/events/none", 404, "unknown-event").key(admin),
				Try.of(LOOK, "/v1/events/twice", 409, "ambiguous-id").key(admin));
	}

	private List<Try> letters() {
		String long2000 = "x".repeat(2000);
		String at = "/v1/dead-letters/" + letter;
		return List.of(key(TRACE, "/v1/events/twice/trace?source=/a", 200, ""),
				key(TRACE, "/v1/events/twice/trace?what=1", 400, "unknown-parameter"),
				key(TRACE, "/v1/events/twice/trace?source=", 400, "invalid-parameter"),
				key(TRACE, "/v1/events/none/trace", 404, "unknown-event"),
				key(TRACE, "/v1/events/twice/trace", 409, "ambiguous-id"), key(LETTERS, "", 200, ""),
				key(TRACE, "/v1/events/twice/trace?source=/a", 406, "not-acceptable").with("Accept", "text/html"),
				key(LETTERS, "", 406, "not-acceptable").with("Accept", "text/html"),
				key(LETTER, at, 406, "not-acceptable").with("Accept", "text/html"),
				key(REDRIVE, "", 406, "not-acceptable").json("{\"ids\":[\"none\"]}").with("Accept", "text/html"),
				key(LETTERS, "/v1/dead-letters?limit=0", 400, "invalid-parameter"),
				key(LETTERS, "/v1/dead-letters?what=1", 400, "unknown-parameter"), key(LETTER, at, 200, ""),
				key(LETTER, "/v1/dead-letters/" + long2000, 400, "invalid-parameter"),
				key(LETTER, "/v1/dead-letters/none", 404, "unknown-dead-letter"), key(BYTES, at + "/bytes", 200, ""),
				key(BYTES, "/v1/dead-letters/" + long2000 + "/bytes", 400, "invalid-parameter"),
				key(BYTES, "/v1/dead-letters/none/bytes", 404, "unknown-dead-letter"),
				key(REDRIVE, "", 200, "").json("{\"ids\":[\"" + letter + "\",\"none\"]}"),
				key(REDRIVE, "", 400, "malformed-json").json("{"),
				key(REDRIVE, "", 413, "request-too-large").json(" ".repeat(300_000)),
				key(REDRIVE, "", 415, "unsupported-media-type").body("text/plain", "a"),
				key(REDRIVE, "", 422, "invalid-member").json("{}"), key(DISCARD, at, 400, "invalid-parameter"),
				key(DISCARD, at + "?what=1", 400, "unknown-parameter"),
				key(DISCARD, "/v1/dead-letters/none?reason=a", 404, "unknown-dead-letter"),
				key(DISCARD, at + "?reason=a", 204, ""));
	}

	private List<Try> webhooks() {
		String challenge = "{\"type\":\"url_verification\",\"challenge\":\"c\"}";
		String now = Long.toString(Instant.now().getEpochSecond());
		String asked = "/v1/webhooks/slack";
		return List.of(
				Try.of(HOOK, asked, 200, "")
						.json(challenge)
						.with("X-Slack-Request-Timestamp", now)
						.with("X-Slack-Signature", "v0=" + hmac("v0:" + now + ":" + challenge)),
				signed("{}", 202, "").with("X-GitHub-Event", "push"),
				signed("{", 400, "malformed-json").with("X-GitHub-Event", "push"),
				Try.of(HOOK, "/v1/webhooks/github", 401, "invalid-signature").json("{}"),
				Try.of(HOOK, "/v1/webhooks/none", 404, "unknown-webhook").json("{}"),
				Try.of(HOOK, "/v1/webhooks/github", 413, "request-too-large").json(HUGE),
				Try.of(HOOK, "/v1/webhooks/github", 415, "unsupported-encoding")
						.json("{}")
						.with("Content-Encoding", "gzip"),
				signed("{}", 422, "missing-attribute"), token(202, "").json("{\"type\":\"a\"}"),
				token(400, "malformed-json").json("{\"type\":\"a\"} {"),
				Try.of(TOKEN, "/v1/webhooks/token/wrong", 401, "invalid-signature").json("{}"),
				Try.of(TOKEN, "/v1/webhooks/none/" + Everyday.WEBHOOK_SECRET, 404, "unknown-webhook").json("{}"),
				token(413, "event-too-large").json("{\"type\":\"a\",\"data\":\"" + "x".repeat(1_048_550) + "\"}"),
				token(415, "unsupported-encoding").json("{}").with("Content-Encoding", "gzip"),
				token(422, "schema-violation").json("{\"type\":\"strict\"}"));
	}

	private List<Try> keys() {
		String wanted = "{\"name\":\"a\",\"scopes\":[\"files:read\"],\"types\":[\"a.*\"],\"defaultSource\":\"/a\","
				+ "\"rateLimit\":{\"perSecond\":1,\"burst\":2},\"expiresAt\":\"2999-01-01T00:00:00Z\"}";
		String shownAt = "/v1/keys/" + shown;
		String none = "/v1/keys/0123456789abcdef";
		return List.of(key(MAKE, "", 201, "").json(wanted), key(MAKE, "", 400, "malformed-json").json("{"),
				key(MAKE, "", 406, "not-acceptable").json(wanted).with("Accept", "text/html"),
				key(MAKE, "", 413, "request-too-large").json(" ".repeat(70_000)),
				key(MAKE, "", 415, "unsupported-media-type").body("text/plain", "a"),
				key(MAKE, "", 422, "invalid-member").json("{}"), key(KEYS, "", 200, ""),
				key(KEYS, "/v1/keys?limit=1", 200, ""), key(KEYS, "/v1/keys?limit=0", 400, "invalid-parameter"),
				key(KEYS, "", 406, "not-acceptable").with("Accept", "text/html"), key(SHOW, shownAt, 200, ""),
				key(SHOW, none, 404, "unknown-key"),
				key(SHOW, shownAt, 406, "not-acceptable").with("Accept", "text/html"),
				key(REVOKE, none, 404, "unknown-key"),
				key(REVOKE, "/v1/keys/" + admin.substring(3, 19), 409, "bootstrap-key"), key(REVOKE, shownAt, 204, ""));
	}

	private static List<Try> open() {
		return List.of(Try.of("GET /health", "", 200, ""),
				Try.of("GET /health", "", 406, "not-acceptable").with("Accept", "text/html"),
				Try.of("GET /v3/api-docs", "", 200, ""),
				Try.of("GET /v3/api-docs", "", 406, "not-acceptable").with("Accept", "text/html"),
				Try.of("GET /docs", "", 200, ""), Try.of("GET /docs/problems", "", 200, ""),
				Try.of("GET /docs/{file}", "/docs/start.js", 200, ""),
				Try.of("GET /docs/{file}", "/docs/page.css", 200, ""),
				Try.of("GET /docs/{file}", "/docs/none", 404, "unknown-page"));
	}

	private Try send(int status, String code) {
		return Try.of(SEND, "", status, code).key(admin);
	}

	private Try typed(String query, int status, String code) {
		return Try.of(TYPED, "/v1/events/a" + query, status, code).key(admin);
	}

	private Try key(String operation, String target, int status, String code) {
		return Try.of(operation, target, status, code).key(admin);
	}

	private static Try signed(String body, int status, String code) {
		return Try.of(HOOK, "/v1/webhooks/github", status, code)
				.json(body)
				.with("X-GitHub-Delivery", "d1")
				.with("X-Hub-Signature-256", "sha256=" + hmac(body));
	}

	private static Try token(int status, String code) {
		return Try.of(TOKEN, "/v1/webhooks/token/" + Everyday.WEBHOOK_SECRET, status, code);
	}

	private static String hmac(String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(Everyday.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has HmacSHA256", e);
		}
	}
}
