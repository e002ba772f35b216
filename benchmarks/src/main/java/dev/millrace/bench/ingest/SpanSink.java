package dev.millrace.bench.ingest;

import java.util.concurrent.atomic.LongAdder;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A receiver of traces by OTLP over HTTP that counts the bytes of what it gets, and keeps nothing. */
final class SpanSink extends Handler.Abstract implements AutoCloseable {

	private final LongAdder bytes = new LongAdder();
	private final Server server = new Server();
	private final ServerConnector connector = new ServerConnector(server);

	SpanSink() throws Exception {
		connector.setHost("127.0.0.1");
		server.addConnector(connector);
		server.setHandler(this);
		server.start();
	}

	String address() {
		return "http://127.0.0.1:" + connector.getLocalPort();
	}

	long bytes() {
		return bytes.sum();
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		try (var body = Content.Source.asInputStream(request)) {
			bytes.add(body.readAllBytes().length);
		}
		response.getHeaders().put("Content-Type", "application/x-protobuf");
		response.write(true, null, callback);
		return true;
	}

	@Override
	public void close() {
		LifeCycle.stop(server);
	}
}
