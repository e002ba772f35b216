package dev.millrace.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * How much a Kinesis takes in and gives out at the same time: PutRecords of 500 records of 1,000 bytes with several in flight,
 * while one reader a shard follows by GetRecords. Both kinds of work share the machine with the server.
 */
public final class KinesisBench {
	private static final int SHARDS = 2;

	private final KinesisClient kinesis;
	private final Options options;
	private final String stream = "bench-" + System.currentTimeMillis();
	private final Tally in = new Tally();
	private final Tally out = new Tally();
	private final Latencies latencies = new Latencies();

	private KinesisBench(KinesisClient kinesis, Options options) {
		this.kinesis = kinesis;
		this.options = options;
	}

	/** Arguments: endpoint, seconds, requests in flight; each may be left out from the right. */
	public static void main(String... arguments) throws Exception {
		var options = Options.of(arguments);
		try (var kinesis = client(options.endpoint())) {
			new KinesisBench(kinesis, options).run();
		}
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private void run() throws IOException, InterruptedException, ExecutionException {
		kinesis.createStream(request -> request.streamName(stream).shardCount(SHARDS));
		kinesis.waiter().waitUntilStreamExists(request -> request.streamName(stream));
		drive(options.warmUp());
		in.reset();
		out.reset();
		latencies.reset();
		var took = drive(options.measured());
		kinesis.deleteStream(request -> request.streamName(stream));
		System.out.print(new Report(in, out, latencies, took, PlainAppend.measure(in.bytes())));
	}

	private Duration drive(Duration duration) throws InterruptedException, ExecutionException {
		long begin = System.nanoTime();
		long deadline = begin + duration.toNanos();
		try (var threads = Executors.newCachedThreadPool()) {
			var work = new ArrayList<Future<?>>();
			for (int i = 0; i < options.inFlight(); i++) {
				work.add(threads.submit(new Producer(kinesis, stream, deadline, in, latencies, i)));
			}
			for (int i = 0; i < SHARDS; i++) {
				work.add(threads.submit(new Reader(kinesis, stream, "shardId-%012d".formatted(i), deadline, out)));
			}
			for (var each : work) {
				each.get();
			}
		}
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private static KinesisClient client(URI endpoint) {
		return KinesisClient.builder()
				.endpointOverride(endpoint)
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
				.httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
				.build();
	}

	/** What the command line says. */
	private record Options(URI endpoint, Duration measured, int inFlight) {
		static Options of(String... arguments) {
			return new Options(URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:4566"),
					Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 20),
					arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2);
		}

		Duration warmUp() {
			return measured.dividedBy(2);
		}
	}
}
