package dev.millrace.system.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunnerIT {
	@TempDir
	static Path root;

	@TempDir
	Path data;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void layRoot() throws IOException {
		Run.rootIn(root);
	}

	@Test
	void routesByMethodAndPathAndLeavesBothAsTheyCame() throws Exception {
		try (var run = Run.start(root, data).awaitReady()) {
			assertThat(get(run, "/v1/events/a%2Fb?source=%2Fx").body())
					.isEqualTo("GET /v1/events/a%2Fb?source=%2Fx 0");
			assertThat(post(run, 10 << 20).body()).isEqualTo("POST /v1/events " + (10 << 20));
			assertThat(get(run, "/health").statusCode()).isEqualTo(200);
			assertThat(get(run, "/elsewhere")).satisfies(answer -> {
				assertThat(answer.statusCode()).isEqualTo(404);
				assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
			});
		}
	}

	@Test
	void stopsInOrderOnSigtermWithCodeZeroAndLeavesNothingBehind() throws Exception {
		var run = Run.start(root, data).awaitReady();
		var children = run.children().toList();

		run.terminate();

		assertThat(run.exitCode()).isZero();
		assertThat(children).hasSize(4).noneMatch(ProcessHandle::isAlive);
		assertThat(run.lines()).filteredOn(line -> line.endsWith("| stops"))
				.containsExactly("file-service      | stops", "ingest-service    | stops",
						"processor-service | stops");
	}

	@Test
	void saysWhichProcessDiedAndStartsItAgainWhileTheOthersGoOn() throws Exception {
		try (var run = Run.start(root, data).awaitReady()) {
			var others = List.of(run.child("processor-service"), run.child("local-cloud"));
			run.child("ingest-service").destroyForcibly();

			awaitAnswer(run, answer -> answer.statusCode() == 503
					&& answer.headers().firstValue("Retry-After").isPresent());
			run.awaitSaid("ingest-service died (killed by signal 9); it is started again in 500 ms");
			awaitAnswer(run, answer -> answer.statusCode() == 200);
			assertThat(others).allMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	void leavesNoProcessBehindWhenItIsKilledAndStartsAgainOnTheSameData() throws Exception {
		var killed = Run.start(root, data).awaitReady();
		var children = killed.children().toList();
		killed.kill();

		Awaitility.await()
				.atMost(Duration.ofSeconds(Run.SECONDS))
				.until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
		try (var again = Run.start(root, data).awaitReady()) {
			assertThat(again.said()).doesNotContain("ERROR");
		}
	}

	@Test
	void namesTheSettingOfAPortThatIsInUse() throws Exception {
		try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertRefused("Port " + other.getLocalPort() + " is in use; choose another with -Dmillrace.port=...",
					"-Dmillrace.port=" + other.getLocalPort());
			assertRefused("Port " + other.getLocalPort() + " is in use; choose another with -Dmillrace.cloud-port=...",
					"-Dmillrace.cloud-port=" + other.getLocalPort());
			assertRefused(
					"Port " + other.getLocalPort()
							+ " is in use; choose another with -Dmillrace.port.ingest-service=...",
					"-Dmillrace.port.ingest-service=" + other.getLocalPort());
		}
	}

	@Test
	void namesTheSettingOfADirectoryThatIsNotWritable() throws Exception {
		var file = Files.createFile(data.resolve("file"));

		assertRefused("The data directory " + file + " is not writable; choose another with -Dmillrace.data=...",
				"-Dmillrace.data=" + file);
	}

	@Test
	void namesTheSettingOfDataOfAnotherFormat() throws Exception {
		Files.writeString(data.resolve("format"), "0\n");

		assertRefused("The data in " + data + " has format 0 and this version reads format 1; "
				+ "choose another directory with -Dmillrace.data=..., or, in containers, begin anew with docker compose down -v");
	}

	@Test
	void refusesAValueThatIsNone() throws Exception {
		assertRefused("-Dmillrace.port=high is not a whole number from 0 to 65535.", "-Dmillrace.port=high");
		assertRefused(
				"-Dmillrace.heap.ingest-service=much is no heap size; give a number with k, m or g, such as "
						+ "-Dmillrace.heap.ingest-service=256m.",
				"-Dmillrace.heap.ingest-service=much");
	}

	private void assertRefused(String sentence, String... settings) throws Exception {
		var run = Run.start(root, data, settings);

		assertThat(run.exitCode()).isNotZero();
		assertThat(run.lines()).containsExactly(sentence);
	}

	private void awaitAnswer(Run run, Predicate<HttpResponse<String>> condition) {
		Awaitility.await()
				.atMost(Duration.ofSeconds(Run.SECONDS))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> condition.test(post(run, 1)));
	}

	private HttpResponse<String> get(Run run, String path) throws Exception {
		return http.send(HttpRequest.newBuilder(run.door(path)).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(Run run, int length) throws Exception {
		var request = HttpRequest.newBuilder(run.door("/v1/events"))
				.POST(BodyPublishers.ofByteArray(new byte[length]))
				.build();
		return http.send(request, BodyHandlers.ofString());
	}
}
