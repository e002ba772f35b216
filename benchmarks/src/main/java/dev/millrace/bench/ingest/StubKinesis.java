package dev.millrace.bench.ingest;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A Kinesis that keeps nothing: it reads each PutRecords as it comes over HTTP, JSON or CBOR, and takes all of it at once. */
public final class StubKinesis extends Handler.Abstract {

	private static final CBORMapper CBOR = new CBORMapper();
	private static final ObjectMapper JSON = new ObjectMapper();
	private static final CBORFactory CBOR_TOKENS = new CBORFactory();
	private static final JsonFactory JSON_TOKENS = new JsonFactory();

	private final long bytesPerSecond;
	private long busyUntil = System.nanoTime();

	private StubKinesis(long bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
	}

	/** Arguments: the port, and how many bytes it takes a second. */
	public static void main(String... arguments) throws Exception {
		var server = new Server(Integer.parseInt(arguments[0]));
		server.setHandler(new StubKinesis(Long.parseLong(arguments[1])));
		server.start();
		server.join();
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		String type = String.valueOf(request.getHeaders().get("Content-Type"));
		String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
		boolean cbor = type.contains("cbor");
		ObjectNode answer = JSON.createObjectNode();
		try (InputStream body = Content.Source.asInputStream(request)) {
			if (target.endsWith(".PutRecords")) {
				take(count(body, cbor ? CBOR_TOKENS : JSON_TOKENS), answer);
				await(request.getLength());
			} else {
				describe(answer, target.endsWith(".DescribeStream") ? "StreamDescription" : "StreamDescriptionSummary");
				body.skipNBytes(Math.max(0, request.getLength()));
			}
		}
		response.getHeaders().put("Content-Type", type);
		byte[] bytes = cbor
				? CBOR.writeValueAsBytes(answer)
				: JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
		response.write(true, ByteBuffer.wrap(bytes), callback);
		return true;
	}

	private static void describe(ObjectNode answer, String what) {
		answer.putObject(what)
				.put("StreamName", "stub")
				.put("StreamARN", "arn:aws:kinesis:us-east-1:000000000000:stream/stub")
				.put("StreamStatus", "ACTIVE");
	}

	/** One call after another passes the stream, each as long as its bytes take. */
	private void await(long bytes) {
		if (bytesPerSecond < Integer.MAX_VALUE) {
			long until;
			synchronized (this) {
				busyUntil = Math.max(busyUntil, System.nanoTime())
						+ bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
				until = busyUntil;
			}
			while (System.nanoTime() < until) {
				LockSupport.parkNanos(until - System.nanoTime());
			}
		}
	}

	private static void take(int records, ObjectNode answer) {
		answer.put("FailedRecordCount", 0);
		var results = answer.putArray("Records");
		for (int i = 0; i < records; i++) {
			results.addObject()
					.put("SequenceNumber", "49196243808619902662388429393691406065467510782689280002")
					.put("ShardId", "shardId-000000000000");
		}
	}

	/** Each entry is one object inside the request's. */
	private static int count(InputStream body, TokenStreamFactory tokens) {
		int objects = 0;
		try (var parser = tokens.createParser(ObjectReadContext.empty(), body)) {
			while (parser.nextToken() != null) {
				objects += parser.currentToken() == JsonToken.START_OBJECT ? 1 : 0;
			}
		}
		return objects - 1;
	}
}
