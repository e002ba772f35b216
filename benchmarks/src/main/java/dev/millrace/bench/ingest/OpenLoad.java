package dev.millrace.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests at a rate that does not wait for answers: whoever sends events does not slow down because they are slow. */
final class OpenLoad {

	/** What a client gives up after; no answer of the service takes as long. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Those that wait for a request; one that finds none opens its own, as a load balancer does. */
	private final Deque<Connection> connections = new ConcurrentLinkedDeque<>();
	private final URI address;
	private final byte[] request;
	private final Map<String, Long> failures = new ConcurrentHashMap<>();

	OpenLoad(URI address, String key, String body) {
		this.address = address;
		this.request = Connection.post(address, key, body);
	}

	/** Why there was no answer, and how often. */
	Map<String, Long> failures() {
		return failures;
	}

	/**
	 * One request that came to its end.
	 *
	 * @param sent in nanoseconds, when it was its turn
	 * @param status 0 where there was no answer
	 */
	record Answer(long sent, int status, long nanos) {}

	/** Sends so many a second for so long, and returns when all are answered. */
	Result run(int perSecond, Duration time) throws InterruptedException, IOException {
		Queue<Answer> answers = new ConcurrentLinkedQueue<>();
		long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
		long start = System.nanoTime();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (long turn = start; turn - start < time.toNanos(); turn += gap) {
				long now = turn;
				while (System.nanoTime() < now) {
					LockSupport.parkNanos(now - System.nanoTime());
				}
				threads.execute(() -> answers.add(send(now)));
			}
		}
		closeIdle(); // The server would, before they are wanted again.
		return new Result(List.copyOf(answers), start, time);
	}

	private Answer send(long turn) {
		try {
			int status = exchange();
			return new Answer(turn, status, System.nanoTime() - turn);
		} catch (IOException e) {
			failures.merge(String.valueOf(e), 1L, Long::sum);
			return new Answer(turn, 0, System.nanoTime() - turn);
		}
	}

	private int exchange() throws IOException {
		var idle = connections.pollFirst();
		var connection = idle == null ? new Connection(address, PATIENCE) : idle;
		try {
			int status = connection.exchange(request);
			if (connection.isReusable()) {
				connections.addFirst(connection);
			} else {
				connection.close();
			}
			return status;
		} catch (IOException e) {
			connection.close();
			throw e;
		}
	}

	private void closeIdle() throws IOException {
		for (Connection idle = connections.poll(); idle != null; idle = connections.poll()) {
			idle.close();
		}
	}

	/**
	 * What came of a run.
	 *
	 * @param time in which it was sent
	 */
	record Result(List<Answer> answers, long start, Duration time) {

		/** Accepted events a second, by when they were accepted, while it was sent. */
		double goodput() {
			long end = start + time.toNanos();
			return answers.stream().filter(a -> a.status() == 202 && a.sent() + a.nanos() <= end).count()
					/ (time.toMillis() / 1000.0);
		}

		/** Of those accepted, in milliseconds. */
		double p99() {
			return percentile(202);
		}

		/** Of those turned away, in milliseconds. */
		double p99TurnedAway() {
			return percentile(503);
		}

		private double percentile(int status) {
			var times = new ArrayList<>(
					answers.stream().filter(a -> a.status() == status).map(Answer::nanos).sorted().toList());
			return times.isEmpty() ? Double.NaN : times.get(times.size() * 99 / 100) / 1e6;
		}

		long count(int status) {
			return answers.stream().filter(a -> a.status() == status).count();
		}

		@Override
		public String toString() {
			return "%,d sent: %,.0f accepted/s, p99 %,.0f ms; %,d turned away, p99 %,.0f ms; %,d without an answer"
					.formatted(answers.size(), goodput(), p99(), count(503), p99TurnedAway(), count(0));
		}
	}
}
