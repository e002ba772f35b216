package dev.millrace.system.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.millrace.testing.AwsProxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Stands between the services and DynamoDB, and does to some of their calls what a busy or distant one does. */
final class FaultyTable implements AfterAllCallback {

	/** What happens to a call. */
	enum Mishap {
		/** It is refused for now. */
		THROTTLED,
		/** It is carried out and the connection ends without an answer. */
		REPLY_LOST,
		/** It is carried out and the answer comes after the client has given up. */
		TIMED_OUT,
		/** A batch of events is refused as if something in it were wrong. */
		REJECTED
	}

	/** What the ids of events begin with that are never taken. */
	static final String POISON = "poison-";
	private static final String WRITE = "BatchExecuteStatement";
	/** The clients' socket time-out is 5 s. */
	private static final Duration TOO_LONG = Duration.ofSeconds(6);

	/** @param calls that it has come to */
	private record Trouble(Mishap mishap, double share, AtomicInteger calls) {}

	private final Random random;
	private final AwsProxy proxy;
	private final LongAdder failed = new LongAdder();
	private volatile Optional<Trouble> trouble = Optional.empty();

	/** @param cloud where DynamoDB really is */
	FaultyTable(Supplier<URI> cloud, Random random) {
		this.random = random;
		this.proxy = new AwsProxy(cloud, this::meet);
	}

	URI address() {
		return proxy.address();
	}

	/** From now on this happens to such a share of the calls, the first of them included. */
	void begin(Mishap mishap, double share) {
		trouble = Optional.of(new Trouble(mishap, share, new AtomicInteger()));
	}

	/** Until it has happened once; not at all where nothing is to happen. */
	void awaitMishap(Duration most) {
		Awaitility.await("a call that fails")
				.atMost(most)
				.pollDelay(Duration.ZERO)
				.until(() -> trouble.isEmpty() || trouble.get().calls().get() > 0);
	}

	/** Calls that have failed so far because of a mishap. */
	long failed() {
		return failed.sum();
	}

	void heal() {
		trouble = Optional.empty();
	}

	private void meet(AwsProxy.Call call) throws IOException, InterruptedException {
		switch (mishap(call.target(), call.body()).orElse(null)) {
			case THROTTLED -> refuse(call, "ProvisionedThroughputExceededException");
			case REJECTED -> refuse(call, "ValidationException");
			case REPLY_LOST -> call.passOn();
			case TIMED_OUT -> {
				call.passOn();
				LockSupport.parkNanos(TOO_LONG.toNanos());
			}
			case null -> call.answer(call.passOn());
		}
	}

	private Optional<Mishap> mishap(String call, byte[] body) {
		if (call.endsWith(WRITE) && new String(body, ISO_8859_1).contains(POISON)) {
			return Optional.of(Mishap.REJECTED);
		}
		Optional<Mishap> mishap = trouble.filter(now -> now.mishap() != Mishap.REJECTED || call.endsWith(WRITE))
				.filter(this::happens)
				.map(Trouble::mishap);
		mishap.ifPresent(_ -> failed.increment());
		return mishap;
	}

	private synchronized boolean happens(Trouble now) {
		return now.calls().getAndIncrement() == 0 || random.nextDouble() < now.share();
	}

	private static void refuse(AwsProxy.Call call, String error) throws IOException {
		call.answer(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"on purpose\"}"
				.formatted(error)
				.getBytes(UTF_8));
	}

	@Override
	public void afterAll(ExtensionContext context) {
		proxy.close();
	}
}
