package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LateAnswersTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();
	private final LateAnswers late = new LateAnswers(new JsonMapper(), Runnable::run, Duration.ofSeconds(1));

	@Test
	void writesWhatIsKnown() throws Exception {
		send(CompletableFuture.completedFuture(ResponseEntity.accepted().body("taken")));
		assertThat(response.getStatus()).isEqualTo(202);
		assertThat(response.getContentAsString()).isEqualTo("taken");
	}

	@Test
	void neverPromisesWhatItFailsToSay() {
		send(CompletableFuture.completedFuture(ResponseEntity.accepted().body(new Unwritable())));
		assertThat(response.getStatus()).isEqualTo(500);
	}

	@Test
	void neverPromisesWhatFailed() {
		send(CompletableFuture.failedFuture(new IllegalStateException("a fault")));
		assertThat(response.getStatus()).isEqualTo(500);
	}

	private void send(CompletableFuture<ResponseEntity<Object>> answer) {
		var request = new MockHttpServletRequest("POST", "/v1/events");
		request.setAsyncSupported(true);
		late.send(answer, request, response);
	}

	/** What no JSON can be made of: it holds itself without end. */
	record Unwritable() {

		public Unwritable getText() {
			return this;
		}
	}
}
