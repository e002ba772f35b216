package dev.millrace.system.containers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.github.dockerjava.api.model.ExposedPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.system.faults.Oracle;
import dev.millrace.system.files.Samples;
import dev.millrace.system.files.Uploads;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** What the services' containers keep to, and what they cannot do. */
@Tag("localstack")
class ServiceImagesIT {

	private static final int SOME = 200;
	private static final long HALF_A_GIGABYTE = 512L << 20;
	/** Whose bodies together are more than the heap. */
	private static final int CLIENTS = 32;
	private static final int READERS = 4;

	@RegisterExtension
	static final Containers containers = new Containers();

	/** A batch may be in the stream when its container goes, without an answer: what is asked for is what has a receipt. */
	@Test
	void whatHasAReceiptIsStoredOnceThoughContainersAreEndedUnderLoad() throws InterruptedException {
		var oracle = new Oracle();
		try (var senders = new Senders(containers.client(Containers.INGEST), oracle)) {
			for (String service : List.of(Containers.INGEST, Containers.PROCESSOR)) {
				senders.awaitMore(SOME);
				assertThat(ended(service, "TERM")).as("%s upon TERM", service).isIn(0L, 143L);
				senders.awaitMore(SOME);
				assertThat(ended(service, "KILL")).as("%s upon KILL", service).isEqualTo(137L);
			}
			senders.awaitMore(SOME);
		}

		var client = containers.client(Containers.PROCESSOR);
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			oracle.look();
			client.eventsOfType(Senders.TYPE)
					.forEach(event -> oracle.saw(event.get("id").asString(), event.get("data").asString()));
			assertThat(oracle.lost()).as("%s", oracle.whichAreLost()).isZero();
		});
		assertThat(oracle.visibleTwice()).isEmpty();
		assertThat(oracle.corrupt()).isEmpty();
	}

	private static long ended(String name, String signal) {
		var service = containers.service(name);
		long code = service.codeUpon(signal);
		assertThat(service.wasKilledForItsMemory()).as("%s has had too little memory", name).isFalse();
		service.startAgain();
		return code;
	}

	/** More than its heap at once, read to its end and refused or turned away; the processor is asked for long lists meanwhile. */
	@Test
	void halfAGigabyteIsEnoughWhateverComes() throws Exception {
		var ingest = containers.service(Containers.INGEST);
		var processor = containers.service(Containers.PROCESSOR);
		var begun = List.of(ingest.runsSince(), processor.runsSince());
		assertThat(ingest.service().memory()).isEqualTo(HALF_A_GIGABYTE);
		assertThat(processor.service().memory()).isEqualTo(HALF_A_GIGABYTE);

		var oracle = new Oracle();
		try (var senders = new Senders(containers.client(Containers.INGEST), oracle)) {
			senders.awaitMore(SOME);
			assertThat(floodedWith(wrongEvents())).contains(422).isSubsetOf(422, 429, 503);
			senders.awaitMore(SOME);
		}

		assertThat(List.of(ingest.runsSince(), processor.runsSince())).isEqualTo(begun);
		for (var service : List.of(ingest, processor)) {
			assertThat(service.isRunning()).isTrue();
			assertThat(service.wasKilledForItsMemory()).isFalse();
			assertThat(service.status("/readyz")).isEqualTo(200);
		}
	}

	/** What each of many clients that send this at once, again and again, is answered. */
	private static Set<Integer> floodedWith(String body) throws Exception {
		var client = containers.client(Containers.INGEST);
		var reader = containers.client(Containers.PROCESSOR);
		try (var clients = Executors.newFixedThreadPool(CLIENTS + READERS)) {
			var lists = IntStream.range(0, 2 * READERS)
					.mapToObj(_ -> clients.submit(() -> reader.eventsOfType(Senders.TYPE).size()))
					.toList();
			var answers = IntStream.range(0, 3 * CLIENTS)
					.mapToObj(_ -> clients.submit(() -> client.post("application/x-ndjson", body).statusCode()))
					.toList();
			var statuses = new TreeSet<Integer>();
			for (var answer : answers) {
				statuses.add(answer.get());
			}
			for (var list : lists) {
				assertThat(list.get()).isPositive();
			}
			return statuses;
		}
	}

	/** Nine mebibytes, no event of which has what it must have. */
	private static String wrongEvents() {
		return ("{\"data\":\"" + "x".repeat(900_000) + "\"}\n").repeat(10);
	}

	@ParameterizedTest
	@ValueSource(strings = {Containers.INGEST, Containers.PROCESSOR, Containers.FILES})
	void eachIsNobodyAndMayNothing(String name) throws Exception {
		var status = containers.service(name).shell("cat /proc/1/status").getStdout().lines().toList();

		assertThat(status).contains("Name:\tjava", "Uid:\t10001\t10001\t10001\t10001", "NoNewPrivs:\t1")
				.contains("CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
		assertThat(containers.service(name).inspect().getHostConfig().getPrivileged()).isFalse();
	}

	/** The workspace belongs to the service's user: only that the root is read-only forbids it. */
	@ParameterizedTest
	@CsvSource({"ingest-service, /app", "ingest-service, /etc", "ingest-service, /var/lib/millrace",
			"ingest-service, /var/lib/workspace", "processor-service, /app", "processor-service, /etc",
			"processor-service, /var/lib/millrace", "processor-service, /var/lib/workspace", "file-service, /app",
			"file-service, /etc", "file-service, /var/lib/millrace"})
	void nothingCanBeWritten(String name, String directory) throws Exception {
		var tried = containers.service(name).shell("touch " + directory + "/written");

		assertThat(tried.getExitCode()).isNotZero();
		assertThat(tried.getStderr()).contains("Read-only file system");
	}

	@ParameterizedTest
	@ValueSource(strings = {Containers.INGEST, Containers.PROCESSOR, Containers.FILES})
	void temporaryFilesCanBeWritten(String name) throws Exception {
		assertThat(containers.service(name).shell("touch /tmp/written && rm /tmp/written").getExitCode()).isZero();
	}

	@ParameterizedTest
	@CsvSource({"ingest-service, 9081", "processor-service, 9082", "file-service, 9083"})
	void nothingButTheServiceAnswersOthers(String name, int management) throws Exception {
		var service = containers.service(name);

		assertThat(service.inspect().getConfig().getExposedPorts()).containsExactly(ExposedPort.tcp(8080));
		assertThat(service.inspect().getNetworkSettings().getPorts().getBindings())
				.containsOnlyKeys(ExposedPort.tcp(8080));
		assertThat(service.portsForOthers()).containsExactly(8080);
		for (var path : List.of("/actuator", "/actuator/env", "/actuator/heapdump")) {
			assertThat(service.status(path)).as(path).isIn(401, 404);
			assertThat(containers.client(name).get(path).statusCode()).as("%s with a key", path).isEqualTo(404);
		}
		assertThat(service.statusInside(management, "/actuator/health")).isEqualTo("200");
		assertThat(service.statusInside(management, "/actuator/env")).isEqualTo("404");
		assertThat(service.statusInside(management, "/actuator/heapdump")).isEqualTo("404");
	}

	/** In a process of its own, which is confined further, where nothing can be written. */
	@Test
	void aFileIsLookedInto() throws IOException {
		var client = containers.client(Containers.FILES);
		var photo = Samples.all().getFirst();

		String id = new Uploads(client).bySlip(photo.name(), photo, false, false);

		Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			assertThat(photo.isEndOf(Client.json(client.get("/v1/files/" + id)))).isTrue();
			assertThat(containers.client(Containers.PROCESSOR).eventsOfType(photo.event()))
					.anySatisfy(event -> assertThat(event.get("subject").asString()).isEqualTo(id));
		});
		assertThat(ended(Containers.FILES, "TERM")).isIn(0L, 143L);
	}
}
