package dev.millrace.system.path;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;
import dev.millrace.testing.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the services have called of AWS, as the local cloud has seen it, is among what platform/calls.json declares, from which
 * infra derives what their roles must allow. The last class of all, so that it sees what all others have provoked.
 */
@Order(Integer.MAX_VALUE)
class CallsIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client client = new Client(platform);

	@ParameterizedTest
	@ValueSource(strings = {"ingest-service", "processor-service", "file-service"})
	void whatAServiceCallsIsDeclared(String service) throws IOException {
		eachServiceHasWorked();
		Set<String> declared = of(service,
				JsonMapper.shared().readTree(Files.readString(Repository.root().resolve("platform/calls.json"))));
		Set<String> recorded = of(service, seen());
		System.out.printf("%s: %d of %d declared calls recorded, never %s%n", service, recorded.size(),
				declared.size(), declared.stream().filter(call -> !recorded.contains(call)).toList());

		assertThat(recorded).isNotEmpty().isSubsetOf(declared);
	}

	/** Alone, this class asks each for something that it cannot answer by itself. */
	private void eachServiceHasWorked() {
		assertThat(client.post("application/json", "{\"type\":\"t\",\"id\":\"called\",\"source\":\"/calls\"}")
				.statusCode()).isEqualTo(202);
		Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> client.event("called", "/calls").statusCode() == 200);
		assertThat(List.of("/v1/files", "/v1/keys")).allMatch(path -> client.get(path).statusCode() == 200);
	}

	private static JsonNode seen() {
		var question = HttpRequest.newBuilder(platform.cloud().resolve("/_millrace/calls")).build();
		return Client.json(Client.sent(platform.http(), question));
	}

	private static Set<String> of(String service, JsonNode calls) {
		return calls.get(service)
				.valueStream()
				.map(JsonNode::stringValue)
				.collect(Collectors.toCollection(TreeSet::new));
	}
}
