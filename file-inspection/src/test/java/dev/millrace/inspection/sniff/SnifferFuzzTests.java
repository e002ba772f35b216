package dev.millrace.inspection.sniff;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes come: they have a type, and what begins as markup is never looked into. */
class SnifferFuzzTests {

	private static final Sniffer SNIFFER = new Sniffer();

	@FuzzTest(maxDuration = "5s")
	void whateverComesHasAType(byte[] head) {
		for (boolean more : new boolean[]{false, true}) {
			assertThat(SNIFFER.sniff(head, head, more).mediaType()).contains("/");
		}
	}
}
