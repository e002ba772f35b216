package dev.millrace.system.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A service that starts in no time: answers every path with the request's line and body length, and says what it does. */
final class StandIn {
	private StandIn() {}

	static void main() throws IOException {
		var port = Integer.parseInt(System.getenv("SERVER_PORT"));
		var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", StandIn::answer);
		server.start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stops")));
		System.out.println("serves " + System.getenv("AWS_ENDPOINT_URL") + " for " + System.getenv("AWS_REGION"));
		var parent = ProcessHandle.of(Long.parseLong(System.getenv("MILLRACE_PARENT_PID"))).orElseThrow();
		parent.onExit().join();
		System.exit(0);
	}

	/** A runnable jar of this class alone, as the build would make one of a service. */
	static void packageAs(Path jar) throws IOException {
		Files.createDirectories(jar.resolveSibling("."));
		var manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
		var name = StandIn.class.getName().replace('.', '/') + ".class";
		try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
				var classFile = StandIn.class.getClassLoader().getResourceAsStream(name)) {
			out.putNextEntry(new JarEntry(name));
			Objects.requireNonNull(classFile).transferTo(out);
		}
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange; var body = exchange.getRequestBody()) {
			var length = body.readAllBytes().length;
			var answer = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + length)
					.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
	}
}
