package dev.millrace.web.cors;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.problem.Problems;

/** Refuses pages as all else is refused, where Spring's own answer is a line of text. */
final class ForeignOrigins extends DefaultCorsProcessor {

	private final JsonMapper json;

	ForeignOrigins(JsonMapper json) {
		this.json = json;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) throws IOException {
		var problem = Problems.of(HttpStatus.FORBIDDEN, "foreign-origin",
				"Web pages of this origin may not call, or not in this way.");
		response.setStatusCode(HttpStatus.FORBIDDEN);
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getBody().write(json.writeValueAsBytes(problem));
		response.flush();
	}
}
