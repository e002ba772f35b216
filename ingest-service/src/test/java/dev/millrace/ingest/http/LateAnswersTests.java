package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.ingest.CountingMeter;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LateAnswersTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();
	private final Deque<Runnable> threads = new ArrayDeque<>();
	private final LateAnswers late = new LateAnswers(new JsonMapper(), threads::add, Duration.ofSeconds(1));
	private final Admission admission = new Admission(30_000, () -> false, new RetryAfter(new Random(1)),
			new CountingMeter());
	private final Admission.Ticket ticket = admission.open();

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
	void anErrorIsAnsweredAndGivesBackWhatTheRequestHeld() {
		ticket.admit(10_000);
		send(CompletableFuture.completedFuture(ResponseEntity.accepted().body(new Exhausting(() -> {
			throw new OutOfMemoryError("made for this test");
		}))));
		assertThat(response.getStatus()).isEqualTo(500);
		admission.open().expect(30_000);
	}

	@Test
	void neverPromisesWhatFailed() {
		send(CompletableFuture.failedFuture(new IllegalStateException("a fault")));
		assertThat(response.getStatus()).isEqualTo(500);
	}

	@Test
	void aLongAnswerIsHeldUntilItIsSent() throws Exception {
		ticket.admit(10_000);
		send(CompletableFuture.completedFuture(ResponseEntity.accepted().body("x".repeat(15_000))));
		assertThatThrownBy(() -> admission.open().expect(10_000)).isInstanceOf(Refusal.class);
		threads.remove().run();
		assertThat(response.getContentAsString()).hasSize(15_000);
		admission.open().expect(30_000);
	}

	private void send(CompletableFuture<ResponseEntity<Object>> answer) {
		var request = new MockHttpServletRequest("POST", "/v1/events");
		request.setAsyncSupported(true);
		late.send(answer, ticket, request, response);
	}

	/** What takes more memory than there is. */
	record Exhausting(Supplier<String> memory) {

		public String getText() {
			return memory.get();
		}
	}

	/** What no JSON can be made of: it holds itself without end. */
	record Unwritable() {

		public Unwritable getText() {
			return this;
		}
	}
}
