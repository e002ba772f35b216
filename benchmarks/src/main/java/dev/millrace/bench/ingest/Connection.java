package dev.millrace.bench.ingest;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One connection over which requests go as bytes that are ready: what sends the load shares the cores with what bears it, and a whole
 * HTTP client takes as much of them as the service.
 */
final class Connection implements Closeable {

	private final Socket socket;
	private final InputStream in;
	private boolean reusable = true;

	Connection(URI address, Duration patience) throws IOException {
		socket = new Socket();
		socket.setTcpNoDelay(true);
		socket.setSoTimeout((int) patience.toMillis());
		socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) patience.toMillis());
		in = new BufferedInputStream(socket.getInputStream());
	}

	/** A request for {@link #exchange}. */
	static byte[] post(URI address, String key, String body) {
		return """
				POST %s HTTP/1.1
				Host: %s:%d
				Content-Type: application/json
				X-API-Key: %s
				Content-Length: %d

				%s""".formatted(address.getPath(), address.getHost(), address.getPort(), key, body.length(), body)
				.replace("\n", "\r\n")
				.getBytes(ISO_8859_1);
	}

	/** Sends it and reads all of the answer; its status. */
	int exchange(byte[] request) throws IOException {
		socket.getOutputStream().write(request);
		int status = Integer.parseInt(line().split(" ", 3)[1]);
		long length = 0;
		boolean chunked = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Long.parseLong(lower.substring(15).strip());
			}
			chunked |= lower.startsWith("transfer-encoding:");
			reusable &= !lower.equals("connection: close");
		}
		if (chunked) {
			passChunks();
		} else {
			in.skipNBytes(length);
		}
		return status;
	}

	private void passChunks() throws IOException {
		long length;
		do {
			length = Long.parseLong(line(), 16);
			in.skipNBytes(length + 2);
		} while (length > 0);
	}

	private String line() throws IOException {
		var line = new StringBuilder(64);
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new EOFException("the connection was closed");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	boolean isReusable() {
		return reusable;
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
