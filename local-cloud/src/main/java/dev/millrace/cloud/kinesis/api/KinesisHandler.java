package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.KinesisException;
import dev.millrace.cloud.kinesis.KinesisSettings;
import dev.millrace.cloud.kinesis.stream.Streams;

/**
 * Kinesis, as a handler for whatever server it is put into. It answers every request that it is given; its streams are
 * closed when the server stops. {@code POST /_millrace/kinesis/faults} changes what goes wrong on purpose.
 */
public final class KinesisHandler extends Handler.Abstract {
	private static final Logger LOG = LoggerFactory.getLogger(KinesisHandler.class);

	private final Streams streams;
	private final KinesisSettings settings;
	private final FaultInjection faults;
	private final Operations operations;
	private final ScheduledExecutorService housekeeper = Executors
			.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("kinesis-housekeeper").factory());

	private KinesisHandler(Streams streams, Tokens tokens, KinesisSettings settings, InstantSource clock,
			RandomGenerator random) {
		this.streams = streams;
		this.settings = settings;
		this.faults = new FaultInjection(settings.faults(), random);
		this.operations = new Operations(streams, tokens, faults, settings.maxOpenShards(), clock);
	}

	/**
	 * Opens the streams that lie in that directory, which is made if need be and belongs to this handler alone.
	 *
	 * @param random draws the lots of faults; with a seed, the same ones each time
	 * @throws IllegalStateException when the data was written in another format
	 */
	public static KinesisHandler open(Path directory, KinesisSettings settings, InstantSource clock,
			RandomGenerator random) throws IOException {
		Files.createDirectories(directory);
		return new KinesisHandler(Streams.open(directory, settings, clock),
				Tokens.withKeyIn(directory.resolve("tokens.key")), settings, clock, random);
	}

	@Override
	protected void doStart() throws Exception {
		long every = settings.housekeeping().toMillis();
		var _ = housekeeper.scheduleWithFixedDelay(this::expire, every, every, TimeUnit.MILLISECONDS);
		super.doStart();
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		housekeeper.shutdown();
		streams.close();
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		if (Request.getPathInContext(request).equals(FaultsCall.PATH)) {
			changeFaults(request, response, callback);
			return true;
		}
		delay();
		var exchange = new Exchange(request, response);
		serve(exchange, callback, request);
		return true;
	}

	private void serve(Exchange exchange, Callback callback, Request request) throws IOException {
		try {
			var reply = call(exchange);
			if (faults.losesReply()) {
				request.getConnectionMetaData().getConnection().getEndPoint().close();
				callback.failed(new QuietException.Exception("The reply is lost, as the settings ask"));
				return;
			}
			exchange.answer(reply);
		} catch (KinesisException e) {
			exchange.refuse(e);
		}
		callback.succeeded();
	}

	private Reply call(Exchange exchange) {
		try (var body = exchange.wire().mapper().createParser(exchange.body())) {
			return operations.of(exchange.target()).call(exchange.wire(), body);
		} catch (JacksonException e) {
			throw ErrorCode.SERIALIZATION.with("The request's body is not well-formed: " + e.getOriginalMessage());
		} catch (KinesisException e) {
			throw e;
		} catch (IOException | RuntimeException e) {
			LOG.error("{} failed", exchange.target(), e);
			throw ErrorCode.INTERNAL_FAILURE.with("Internal service failure.");
		}
	}

	private void changeFaults(Request request, Response response, Callback callback) throws IOException {
		try (var body = Content.Source.asInputStream(request)) {
			new FaultsCall(faults).change(body);
			response.setStatus(HttpStatus.NO_CONTENT_204);
			callback.succeeded();
		} catch (IllegalArgumentException | JacksonException e) {
			Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage());
		}
	}

	private void delay() throws InterruptedException {
		var latency = faults.now().latency();
		if (latency.isPositive()) {
			Thread.sleep(latency);
		}
	}

	/** A failure is told, and does not end the housekeeping. */
	void expire() {
		try {
			streams.expire();
		} catch (IOException | RuntimeException e) {
			LOG.error("Expired records could not be deleted", e);
		}
	}
}
