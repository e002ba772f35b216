package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
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
			var rules = new ArrayList<String>();
			for (JsonNode accepted : report.get("suppressedViolations")) {
				rules.add(accepted.get("ruleName").asString());
				assertThat(accepted.toString()).contains("eason");
			}
			System.out.printf("%s: 0 findings of AwsSolutions, %d accepted with a reason, of %d rules%n",
					synthesised.name(),
					rules.size(), rules.stream().map(rule -> rule.replaceFirst("\\[.*", "")).distinct().count());
			assertThat(report.get("conclusion").asString()).isEqualTo("success");
			assertThat(report.get("violations")).isEmpty();
			assertThat(rules).as("a rule that is accepted this often is not followed").hasSizeLessThan(45);
		}
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
