package dev.millrace.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.keys.TestKeys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** HTTP as no client library would send it. */
final class RawHttp {

	private static final JsonMapper JSON = new JsonMapper();
	private static final int PATIENCE_MILLIS = 20_000;

	private RawHttp() {}

	/**
	 * What the server said.
	 *
	 * @param ended whether it then closed the connection; else it fell silent
	 */
	record Answer(String text, boolean ended) {

		int status() {
			return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
		}

		String head() {
			return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
		}

		/** The body of the first answer. */
		JsonNode json() {
			String body = text.substring(text.indexOf("\r\n\r\n") + 4);
			return JSON.readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
		}
	}

	/** A request for {@code /v1/events} that asks for the connection to be closed behind it. */
	static byte[] request(String headers, byte[] body) {
		var request = new ByteArrayOutputStream();
		request.writeBytes("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s: %s\r\n"
				.formatted(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.getBytes(UTF_8));
		request.writeBytes(headers.stripTrailing().replaceAll("\r?\n", "\r\n").getBytes(ISO_8859_1));
		if (!headers.contains("Content-Length") && !headers.contains("Transfer-Encoding")) {
			request.writeBytes(("\r\nContent-Length: " + body.length).getBytes(UTF_8));
		}
		request.writeBytes("\r\n\r\n".getBytes(UTF_8));
		request.writeBytes(body);
		return request.toByteArray();
	}

	static Socket connect(int port) throws IOException {
		var socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(PATIENCE_MILLIS);
		return socket;
	}

	static Answer send(int port, byte[] request) throws IOException {
		try (var socket = connect(port)) {
			Thread sending = Thread.startVirtualThread(() -> write(socket, request));
			Answer answer = read(socket);
			sending.interrupt();
			return answer;
		}
	}

	static Answer read(Socket socket) throws IOException {
		var bytes = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(bytes);
		} catch (SocketTimeoutException _) {
			return new Answer(bytes.toString(UTF_8), false);
		} catch (IOException _) {
			// Reset behind an early answer: what was said before counts.
		}
		return new Answer(bytes.toString(UTF_8), true);
	}

	private static void write(Socket socket, byte[] request) {
		try {
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
		} catch (IOException _) {
			// The server has answered early and closed.
		}
	}
}
