package dev.millrace.inspection.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** In a JVM of its own, since confinement is for good. */
class ConfinementTests {

	/** What a file that has taken over a child would try. */
	static final class Prisoner {

		public static void main(String[] args) {
			System.out.println(Confinement.enter().how());
			attempt("socket", () -> new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])).close());
			attempt("channel", () -> SocketChannel.open().close());
			attempt("server", () -> new ServerSocket(0).close());
			attempt("program", () -> new ProcessBuilder("/bin/true").start().destroy());
			attempt("name", () -> InetAddress.getAllByName("nobody.invalid"));
			var thread = new Thread(() -> attempt("thread", () -> SocketChannel.open().close()));
			thread.start();
			join(thread);
		}

		interface Attempt {
			void run() throws IOException;
		}

		private static void attempt(String what, Attempt attempt) {
			try {
				attempt.run();
				System.out.println(what + ": done");
			} catch (IOException e) {
				System.out.println(what + ": refused");
			}
		}

		private static void join(Thread thread) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
	}

	@Test
	void aChildReachesNoNetworkAndStartsNoProgram() throws Exception {
		assumeTrue(System.getProperty("os.name").equals("Linux"), "children are confined by Linux's seccomp only");
		try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			var process = new ProcessBuilder(SandboxSettings.DEFAULTS.java().toString(), "-cp",
					System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED",
					Prisoner.class.getName(), String.valueOf(server.getLocalPort())).start();
			assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
					.containsExactly("no network, no programs, no other processes (seccomp)", "socket: refused",
							"channel: refused", "server: refused", "program: refused", "name: refused",
							"thread: refused");
		}
	}
}
