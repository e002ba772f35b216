package dev.millrace.processor;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import dev.millrace.testing.AwsProxy;

import static java.nio.charset.StandardCharsets.UTF_8;

/** DynamoDB where the index of leases is always still being made. */
final class UnfinishedIndex implements AutoCloseable {

	private static final String LEASES = "\"TableName\":\"millrace-processor\"";
	private static final String DONE = "\"IndexStatus\":\"ACTIVE\"";

	private final AtomicInteger looks = new AtomicInteger();
	private final AwsProxy proxy;

	UnfinishedIndex(URI cloud) {
		proxy = new AwsProxy(() -> cloud, this::meet);
	}

	String address() {
		return proxy.address().toString();
	}

	/** How often someone was told that it is. */
	int looks() {
		return looks.get();
	}

	private void meet(AwsProxy.Call call) throws IOException, InterruptedException {
		var answer = call.passOn();
		call.answer(answer.statusCode(), unfinished(new String(answer.body(), UTF_8)).getBytes(UTF_8));
	}

	private String unfinished(String body) {
		if (!body.contains(LEASES) || !body.contains(DONE)) {
			return body;
		}
		looks.incrementAndGet();
		return body.replace(DONE, "\"IndexStatus\":\"CREATING\"");
	}

	@Override
	public void close() {
		proxy.close();
	}
}
