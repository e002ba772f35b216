package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Validations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** AWS's own rules for solutions hold; where one is not followed, a reason stands beside it. */
@NeedsNode
class RulesTests {

	@Test
	void noFindingIsOpenAndEachThatIsAcceptedHasAReason() throws IOException {
		for (Synthesised synthesised : List.of(Synthesised.dev(), Synthesised.prod(), Synthesised.full())) {
			JsonNode report = report(synthesised);
			Map<String, String> accepted = accepted(synthesised);
			System.out.printf("%s: 0 findings of AwsSolutions, %d accepted with a reason, of %d rules%n",
					synthesised.name(),
					accepted.size(),
					accepted.keySet()
							.stream()
							.map(where -> where.replaceFirst(".* (\\S*-[A-Z]+\\d+).*", "$1"))
							.distinct()
							.count());
			assertThat(report.get("conclusion").asString()).isEqualTo("success");
			assertThat(report.get("violations")).isEmpty();
			assertThat(accepted.values())
					.allSatisfy(reason -> assertThat(reason).as("a sentence").hasSizeGreaterThan(30).endsWith("."));
			assertThat(accepted).as("what is accepted this often is not followed").hasSizeBetween(1, 60);
		}
	}

	/** Reasons, by construct and rule. */
	private static Map<String, String> accepted(Synthesised synthesised) throws IOException {
		var accepted = new TreeMap<String, String>();
		for (String stack : synthesised.templates().keySet()) {
			Path file = synthesised.folder().resolve(stack + ".metadata.json");
			if (!Files.exists(file)) {
				continue;
			}
			JsonMapper.shared()
					.readTree(Files.readAllBytes(file))
					.properties()
					.forEach(construct -> construct.getValue().forEach(entry -> {
						if (entry.path("type").asString().equals(Validations.ACKNOWLEDGED_RULES_METADATA_KEY)) {
							entry.get("data")
									.properties()
									.stream()
									.filter(rule -> rule.getKey().startsWith("AwsSolutions"))
									.forEach(rule -> accepted.put(construct.getKey() + " " + rule.getKey(),
											rule.getValue().asString()));
						}
					}));
		}
		return accepted;
	}

	private static JsonNode report(Synthesised synthesised) throws IOException {
		JsonNode reports = JsonMapper.shared()
				.readTree(Files.readAllBytes(synthesised.folder().resolve("validation-report.json")))
				.get("pluginReports");
		return reports.valueStream()
				.filter(report -> report.get("pluginName").asString().equals("AwsSolutions"))
				.findFirst()
				.orElseThrow();
	}
}
