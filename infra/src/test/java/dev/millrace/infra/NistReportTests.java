package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.cdklabs.cdknag.NIST80053R5Checks;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Validations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.settings.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/** A report for those who must have one, and no gate: what it finds may change, but not without docs/nist-800-53-r5.md saying so. */
@NeedsNode
class NistReportTests {

	private static final Path REPORT = Path.of("docs/nist-800-53-r5.md");

	@Test
	void theReportIsOfTheTemplatesAsTheyAre() throws IOException {
		String report = report();
		if ("write".equals(System.getProperty("millrace.nist"))) {
			Files.writeString(REPORT, report);
		}
		assertThat(report).as("written anew by -Dtest=NistReportTests -Dmillrace.nist=write")
				.isEqualTo(Files.readString(REPORT));
	}

	private static String report() throws IOException {
		Path folder = Synthesised.FOLDER.resolve("nist");
		var app = new App(AppProps.builder().outdir(folder.toString()).build());
		var context = new TreeMap<>(Synthesised.LEAST);
		context.put("preset", "prod");
		Platform.in(app, Settings.of(context));
		Validations.of(app).addPlugins(new NIST80053R5Checks(app));
		assertThatRuntimeException().isThrownBy(app::synth).withMessageContaining("Validation failed");

		var lines = new StringBuilder(
				"""
						# NIST 800-53 R5, as cdk-nag checks it

						A report, not a gate: the preset `prod`, written by `mvn test -pl infra -Dtest=NistReportTests -Dmillrace.nist=write`. Rules that hold are not
						listed. What is listed is either answered by the reasons in the code (`accept`), by a setting, or is yours to decide.

						| rule | says | found at |
						| --- | --- | --- |
						""");
		findings(folder)
				.forEach((rule, places) -> lines.append("| %s | %s |%n".formatted(rule, String.join(", ", places))));
		return lines.toString();
	}

	private static Map<String, Set<String>> findings(Path folder) throws IOException {
		var findings = new TreeMap<String, Set<String>>();
		JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("validation-report.json")));
		for (JsonNode plugin : report.get("pluginReports")) {
			if (!plugin.get("pluginName").asString().startsWith("NIST")) {
				continue;
			}
			for (JsonNode violation : plugin.get("violations")) {
				String says = violation.get("description")
						.asString()
						.replaceFirst(" - \\(Control IDs?:.*", "")
						.replace("|", "/");
				String rule = violation.get("ruleName").asString().replaceFirst("\\[.*", "");
				violation.get("violatingConstructs")
						.forEach(construct -> findings
								.computeIfAbsent("%s | %s".formatted(rule, says), _ -> new TreeSet<>())
								.add("`" + construct.get("constructPath").asString().replace("/Resource", "") + "`"));
			}
		}
		return findings;
	}
}
