package dev.millrace.cloud.door;

import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** What the front door itself answers when no service does (RFC 9457). */
enum Problem {
	NO_URI(400, "Bad Request", "invalid-uri", "The path has characters that must be percent-encoded."),
	NO_ROUTE(404, "Not Found", "no-route", "No service takes this method and path."),
	BROKEN_OFF(502, "Bad Gateway", "broken-off", "The service ended the connection before it had answered."),
	NOT_UP(503, "Service Unavailable", "not-up", "The service is not up; try again."),
	TOO_LATE(504, "Gateway Timeout", "too-late", "The service did not answer in time.");

	private static final String RETRY_AFTER_SECONDS = "1";

	private final int status;
	private final String body;

	Problem(int status, String title, String code, String detail) {
		this.status = status;
		this.body = "{\"type\":\"/docs/problems#%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
				.formatted(code, title, status, detail, code);
	}

	void answer(Response response, Callback callback) {
		response.reset();
		response.setStatus(status);
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
		if (status == NOT_UP.status) {
			response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
		response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), callback);
	}
}
