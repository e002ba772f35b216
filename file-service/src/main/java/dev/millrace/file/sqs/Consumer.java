package dev.millrace.file.sqs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.sqs.model.Message;

import dev.millrace.file.Intake;
import dev.millrace.file.Notice;
import dev.millrace.file.Processing;
import dev.millrace.file.Unavailable;
import dev.millrace.file.Verdict;

/** Takes messages as there are workers for them, keeps each while it is worked on, and takes it off the queue when all of it is done. */
final class Consumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Consumer.class);
	private static final int MOST = 10;
	private static final int LONG_POLL_SECONDS = 20;
	/** A long file that finds the line full comes again after so long; the queue bears that for hours. */
	private static final int VISIBILITIES_IN_LINE = 5;
	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Queue queue;
	private final Processing processing;
	private final Intake intake;
	private final Heartbeat heartbeat;
	private final QueueSettings settings;
	private final LongFiles longFiles;
	private final Semaphore free;
	private @Nullable ExecutorService workers;
	private @Nullable Thread poller;

	Consumer(Queue queue, Processing processing, Intake intake, Heartbeat heartbeat, LongFiles longFiles,
			QueueSettings settings) {
		this.queue = queue;
		this.processing = processing;
		this.intake = intake;
		this.heartbeat = heartbeat;
		this.longFiles = longFiles;
		this.settings = settings;
		this.free = new Semaphore(settings.workers());
	}

	@Override
	public synchronized void start() {
		var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("file-", 1).factory());
		workers = threads;
		poller = Thread.ofVirtual().name("notices").start(() -> poll(threads));
	}

	@Override
	public synchronized boolean isRunning() {
		return poller != null;
	}

	/** What is under way may end; what does not in time goes back to the queue at once. */
	@Override
	public synchronized void stop() {
		if (poller == null || workers == null) {
			return;
		}
		try {
			poller.interrupt();
			poller.join();
			workers.shutdown();
			if (!workers.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
				workers.shutdownNow();
				workers.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		poller = null;
		workers = null;
		heartbeat.close();
	}

	private void poll(ExecutorService threads) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				free.acquire();
				int permits = 1;
				while (permits < MOST && free.tryAcquire()) {
					permits++;
				}
				var messages = receive(permits);
				free.release(permits - messages.size());
				messages.forEach(message -> threads.execute(() -> work(message)));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private List<Message> receive(int most) throws InterruptedException {
		try {
			String url = queue.url();
			return queue.ask(sqs -> sqs.receiveMessage(receive -> receive.queueUrl(url)
					.maxNumberOfMessages(most)
					.waitTimeSeconds(LONG_POLL_SECONDS)
					.visibilityTimeout(Math.toIntExact(settings.visibility().toSeconds())))).messages();
		} catch (RuntimeException e) { // Whatever it is: without its poller the service would do nothing any more, and look well.
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedException();
			}
			log.warn("No notices can be had: {}", e.toString());
			Thread.sleep(PAUSE);
			return List.of();
		}
	}

	private void work(Message message) {
		try (var _ = heartbeat.of(message.receiptHandle()); var turn = new Turn()) {
			settle(message, handle(message, turn));
		} catch (Unavailable e) {
			log.warn("Message {} comes again: {}", message.messageId(), e.getMessage());
		}
	}

	private Verdict handle(Message message, Turn turn) {
		try {
			var letter = SqsDeadLetters.file(message.body());
			if (letter.isPresent()) {
				intake.redrive(letter.get());
				return new Verdict.Done();
			}
			var notices = S3Events.read(message.messageId(), message.body());
			if (longFiles.isAny(notices) && !turn.isLong()) {
				return new Verdict.Later(settings.visibility().multipliedBy(VISIBILITIES_IN_LINE));
			}
			for (Notice notice : notices) {
				if (processing.handle(notice) instanceof Verdict.Later later) {
					return later;
				}
			}
			return new Verdict.Done();
		} catch (InterruptedException _) {
			return new Verdict.Later(Duration.ZERO);
		} catch (IllegalArgumentException e) {
			// It comes again until the queue itself puts it among the dead letters, where people find it as it came.
			log.warn("Message {} cannot be read: {}", message.messageId(), e.getMessage());
			return new Verdict.Later(settings.visibility());
		} catch (RuntimeException | StackOverflowError e) {
			log.error("Message {} could not be handled", message.messageId(), e);
			return new Verdict.Later(settings.visibility());
		}
	}

	/** A worker's, which one with a long file gives to others while it stands in the line of those. */
	private final class Turn implements AutoCloseable {

		private Runnable end = free::release;

		/** Waits in the line; false where it is too long. */
		boolean isLong() throws InterruptedException {
			free.release();
			end = () -> {};
			if (!longFiles.enter()) {
				return false;
			}
			longFiles.awaitTurn();
			end = longFiles::leave;
			return true;
		}

		@Override
		public void close() {
			end.run();
		}
	}

	private void settle(Message message, Verdict verdict) {
		String url = queue.url();
		switch (verdict) {
			case Verdict.Done() ->
				queue.ask(sqs -> sqs
						.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
			case Verdict.Later(var wait) ->
				queue.ask(sqs -> sqs.changeMessageVisibility(change -> change.queueUrl(url)
						.receiptHandle(message.receiptHandle())
						.visibilityTimeout(Math.toIntExact(wait.toSeconds()))));
		}
	}
}
