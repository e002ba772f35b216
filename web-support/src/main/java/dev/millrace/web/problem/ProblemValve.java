package dev.millrace.web.problem;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.correlation.RequestId;

/**
 * Answers what the web server refuses before any route sees it, such as a malformed header, with a problem as all else. Made
 * by the server, by its name.
 */
public final class ProblemValve extends ErrorReportValve {

	private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);
	private static final JsonMapper JSON = JsonMapper.builder()
			.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
			.build();

	/**
	 * What is refused is read to its end before the connection serves again, which the server would do for as long as bytes trickle.
	 * Here it is done for some seconds, behind the answer; of a body that came too slowly already, not at all.
	 */
	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		super.invoke(request, response);
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		if (status == null || !status.isError() || request.isAsync()) {
			return;
		}
		var rest = new RestOfBody(request.getCoyoteRequest());
		if (!rest.isRead()) {
			response.finishResponse();
			if (status == HttpStatus.REQUEST_TIMEOUT || !rest.read()) {
				rest.leave();
			}
		}
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		String code = status == HttpStatus.BAD_REQUEST
				? "invalid-http"
				: status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
		var problem = Problems.of(status, code, detail(status, request));
		try {
			if (response.getHeader(RequestId.HEADER) == null) {
				response.setHeader(RequestId.HEADER, RequestId.of(request));
			}
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setCharacterEncoding("utf-8");
			var writer = response.getReporter();
			if (writer != null) {
				writer.write(JSON.writeValueAsString(problem));
				response.finishResponse();
			}
		} catch (IOException | IllegalStateException e) {
			log.debug("An error could not be reported; the client is gone", e);
		}
	}

	/** The server stops reading where the limit is, so that nobody knows how much would have come. */
	private static String limitOfHead(Request request) {
		return request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
				? " of %d bytes and %d headers".formatted(http.getMaxHttpRequestHeaderSize(), http.getMaxHeaderCount())
				: "";
	}

	private static String detail(HttpStatus status, Request request) {
		return switch (status) {
			case BAD_REQUEST -> "The request is not valid HTTP, ended early, or its head is over the limit%s."
					.formatted(limitOfHead(request));
			case REQUEST_TIMEOUT -> "The request stopped before its end.";
			case INTERNAL_SERVER_ERROR -> "The service failed to answer.";
			default -> "The web server refused the request: " + status.getReasonPhrase() + ".";
		};
	}
}
