package dev.millrace.cloud.s3.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.cloud.s3.protocol.S3Error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RulesTests {
	@Test
	void aRuleCoversItsEventsAndKeys() {
		var rules = read("""
				<QueueConfiguration><Id>a</Id><Queue>arn:aws:sqs:us-east-1:000000000000:q</Queue>
				<Event>s3:ObjectCreated:*</Event><Filter><S3Key>
				<FilterRule><Name>Prefix</Name><Value>in/</Value></FilterRule>
				<FilterRule><Name>suffix</Name><Value>.png</Value></FilterRule></S3Key></Filter></QueueConfiguration>
				""");

		assertThat(rules.matching(EventName.POST, "in/a.png")).extracting(Rules.Rule::id).containsExactly("a");
		assertThat(rules.matching(EventName.POST, "out/a.png")).isEmpty();
		assertThat(rules.matching(EventName.POST, "in/a.txt")).isEmpty();
		assertThat(rules.matching(EventName.DELETE, "in/a.png")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = {"<TopicConfiguration/>",
			"<QueueConfiguration><Queue>q</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>",
			"<QueueConfiguration><Queue>arn:aws:sqs:us-east-1:000000000000:q</Queue></QueueConfiguration>",
			"<QueueConfiguration><Queue>arn:aws:sqs:us-east-1:000000000000:q</Queue><Event>s3:Nonsense</Event></QueueConfiguration>",
			"<QueueConfiguration>"})
	void whatIsNoRuleIsRefused(String configuration) {
		assertThatExceptionOfType(S3Error.class).isThrownBy(() -> read(configuration));
	}

	@Test
	void entitiesAreNotRead() {
		var document = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><NotificationConfiguration>&x;"
				+ "</NotificationConfiguration>";

		assertThatExceptionOfType(S3Error.class).isThrownBy(() -> Rules.read(document.getBytes(UTF_8)));
	}

	private static Rules read(String configuration) {
		return Rules.read(("<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
				+ configuration + "</NotificationConfiguration>").getBytes(UTF_8));
	}
}
