package dev.millrace.system.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;

/** Whoever sets {@code OTEL_EXPORTER_OTLP_ENDPOINT} to this address sends its spans here: OTLP over plain HTTP, as any collector takes it. */
final class SpanReceiver implements AutoCloseable {

	/**
	 * A span as it came.
	 *
	 * @param parent empty where it has none
	 */
	record Span(String service, String name, String trace, String id, String parent) {}

	private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
	private final HttpServer server;

	SpanReceiver() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.createContext("/v1/traces", this::take);
		server.start();
	}

	String address() {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	List<Span> spans() {
		return List.copyOf(spans);
	}

	List<Span> spansOf(String trace) {
		return spans.stream().filter(span -> span.trace().equals(trace)).toList();
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
					.getResourceSpansList()
					.forEach(this::add);
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private void add(ResourceSpans sent) {
		String service = sent.getResource()
				.getAttributesList()
				.stream()
				.filter(attribute -> attribute.getKey().equals("service.name"))
				.map(attribute -> attribute.getValue().getStringValue())
				.findFirst()
				.orElse("");
		sent.getScopeSpansList()
				.stream()
				.flatMap(scope -> scope.getSpansList().stream())
				.map(span -> new Span(service, span.getName(), hex(span.getTraceId()), hex(span.getSpanId()),
						hex(span.getParentSpanId())))
				.forEach(spans::add);
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

	@Override
	public void close() {
		server.stop(0);
	}
}
