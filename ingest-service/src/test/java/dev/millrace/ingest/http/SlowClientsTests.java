package dev.millrace.ingest.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.testing.keys.TestKeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients that send a byte now and then cost neither threads nor memory, keep nobody out, and are let go. */
@HttpTests
class SlowClientsTests {

	private static final int CLIENTS = 200;
	private static final int MOST_THREADS = 30;
	private static final byte[] SLOW = RawHttp.request("Content-Type: application/json\nContent-Length: 10000000",
			"{".getBytes(UTF_8));
	private static final byte[] EVENT = RawHttp.request("Content-Type: application/json",
			"{\"type\":\"t\"}".getBytes(UTF_8));

	@Autowired
	private FakeStream stream;

	@LocalServerPort
	private int port;

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void keepNobodyOutAndAreLetGo() throws Exception {
		int threads = ManagementFactory.getThreadMXBean().getThreadCount();
		var sockets = new ArrayList<Socket>();
		try (var dripping = Executors.newSingleThreadScheduledExecutor();
				var clients = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < CLIENTS; i++) {
				var socket = RawHttp.connect(port);
				socket.getOutputStream().write(SLOW);
				sockets.add(socket);
			}
			var drops = dripping.scheduleWithFixedDelay(() -> sockets.forEach(SlowClientsTests::drip), 0, 200,
					TimeUnit.MILLISECONDS);
			List<Future<RawHttp.Answer>> slow = sockets.stream()
					.map(socket -> clients.submit(() -> RawHttp.read(socket)))
					.toList();
			for (int i = 0; i < CLIENTS; i++) {
				assertThat(RawHttp.send(port, EVENT).status()).isEqualTo(202);
			}
			assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads).isLessThan(MOST_THREADS);
			for (var answer : slow) {
				assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(408);
				assertThat(answer.get().ended()).isTrue();
				assertThat(answer.get().json().get("code").asString()).isEqualTo("request-timeout");
			}
			drops.cancel(true);
		}
		assertThat(stream.documents()).hasSize(CLIENTS);
		for (Socket socket : sockets) {
			socket.close();
		}
	}

	/** No key, or a path that nobody serves: the rest of such a body is not waited for either. */
	@ParameterizedTest
	@CsvSource({"/v1/events, 401", "/nowhere, 404"})
	void whatIsRefusedIsNotReadForEver(String path, int status) throws Exception {
		try (var dripping = Executors.newSingleThreadScheduledExecutor(); var socket = RawHttp.connect(port)) {
			String key = status == 401 ? "" : "%s: %s\r\n".formatted(TestKeys.HEADER, TestKeys.BOOTSTRAP);
			socket.getOutputStream()
					.write("POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 10000000\r\n\r\n{"
							.formatted(path, key)
							.getBytes(UTF_8));
			var drops = dripping.scheduleWithFixedDelay(() -> drip(socket), 0, 200, TimeUnit.MILLISECONDS);
			var answer = RawHttp.read(socket);
			drops.cancel(true);
			assertThat(answer.status()).as(answer.text()).isEqualTo(status);
			assertThat(answer.ended()).isTrue();
		}
	}

	private static void drip(Socket socket) {
		try {
			socket.getOutputStream().write('x');
		} catch (IOException _) {
			// It was let go.
		}
	}
}
