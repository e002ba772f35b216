package dev.millrace.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class LetterMoveTests {

	/** Delivers everything again that was not removed. */
	private static final class Queue implements LetterQueue {

		private final List<Received> waiting = new ArrayList<>();
		private final CountDownLatch removals = new CountDownLatch(2);
		private boolean failsOnce;

		@Override
		public List<Received> receive() {
			if (failsOnce) {
				failsOnce = false;
				throw new StackOverflowError();
			}
			return List.copyOf(waiting);
		}

		@Override
		public void remove(Received received) {
			waiting.remove(received);
			removals.countDown();
		}
	}

	private final Queue queue = new Queue();
	private final InMemoryLetters letters = new InMemoryLetters();
	private final LetterMove move = new LetterMove(queue, letters, Duration.ofMillis(1));

	private String send(String eventId) {
		var letter = new DeadLetter(new Reason(Reason.UNEXPECTED, "why", Optional.empty(), 5, NOW, NOW),
				event(eventId).record());
		queue.waiting.add(new LetterQueue.Received(letter, "1"));
		queue.waiting.add(new LetterQueue.Received(letter, "2"));
		return KeptLetter.of(letter).id();
	}

	@Test
	void removesFromTheQueueWhatIsKept() {
		String id = send("one");

		assertThat(move.move()).isEqualTo(2);
		assertThat(queue.waiting).isEmpty();
		assertThat(letters.find(id)).isPresent();
	}

	@Test
	void leavesInTheQueueWhatCannotBeKept() {
		String id = send("one");
		letters.down(true);

		assertThat(move.move()).isZero();
		assertThat(queue.waiting).hasSize(2);
		letters.down(false);
		assertThat(move.move()).isEqualTo(2);
		assertThat(letters.find(id)).isPresent();
	}

	@Test
	void goesOnWhateverItMet() throws InterruptedException {
		String id = send("one");
		queue.failsOnce = true;

		move.start();
		try {
			assertThat(queue.removals.await(30, TimeUnit.SECONDS)).isTrue();
		} finally {
			move.stop();
		}
		assertThat(letters.find(id)).isPresent();
	}

	@Test
	void opensNoLetterThatWasClosed() {
		String id = send("one");
		var again = List.copyOf(queue.waiting);
		move.move();
		letters.update(letters.find(id)
				.orElseThrow()
				.closed(new KeptLetter.Closing(KeptLetter.Closing.DELETED, "key", "why", NOW.plusSeconds(1))));
		queue.waiting.addAll(again);

		assertThat(move.move()).isEqualTo(2);
		assertThat(letters.find(id)).isEmpty();
	}
}
