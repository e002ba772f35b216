package dev.millrace.infra;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

import dev.millrace.infra.settings.InvalidSettings;
import dev.millrace.infra.settings.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What can be wrong, as CDK hands it over: one sentence, before there is a stack. */
@NeedsNode
class BadInputTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			suffix=seventeen-letters                | suffix is 'seventeen-letters', but must be 1 to 16 lower-case letters
			suffix=Prod                             | suffix is 'Prod', but must be 1 to 16 lower-case letters
			suffix=my env                           | suffix is 'my env', but must be 1 to 16 lower-case letters
			suffix=a/b                              | suffix is 'a/b', but must be 1 to 16 lower-case letters
			network.cidr=10.0.0.0/26                | network.cidr is 10.0.0.0/26, but
			tables.max-capacity=100                 | tables.mode is on-demand, which has no autoscaling.
			edge.certificate-arn=arn:aws:acm::123456789012:certificate/x | must be the ARN of an ACM certificate with its region
			network.public-tasks=false              | network.endpoints lacks kinesis, sqs, ecr-api, ecr-dkr, logs, monitoring, secrets, xray, events.
			stream.shards=0                         | stream.shards is '0', but must be a whole number from 1 to 500.
			file.min=4;file.max=3                   | file.max is 3, which is below file.min with 4.
			suffx=dev                               | There is no setting 'suffx' (is suffix meant?).
			network:cidr=10.0.0.0/16                | There is no setting 'network:cidr' (is network.cidr meant?).
			preset=prod;edge.certificate-arn=arn:aws:acm:eu-west-1:123456789012:certificate/x | canary is true, but edge.https-cidrs does not let in 0.0.0.0/0
			""")
	void isOneSentence(String given, String sentence) {
		assertThatExceptionOfType(InvalidSettings.class).isThrownBy(() -> read(given))
				.withMessageContaining(sentence)
				.satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n").endsWith("."));
	}

	/** CDK hands its own switches over in the same place. */
	@Test
	void whatCdkKeepsThereForItselfIsNoSettingOfOurs() {
		assertThat(read("aws:cdk:enable-path-metadata=true;@aws-cdk/core:stackRelativeExports=true;suffix=ours")
				.suffix()).isEqualTo("ours");
	}

	private static Settings read(String given) {
		Map<String, Object> context = new LinkedHashMap<>(Synthesised.LEAST);
		for (String setting : given.split(";", -1)) {
			String[] parts = setting.split("=", 2);
			context.put(parts[0], parts[1]);
		}
		return Main.settings(new App(AppProps.builder().context(context).build()));
	}
}
