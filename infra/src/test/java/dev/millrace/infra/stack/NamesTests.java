package dev.millrace.infra.stack;

import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NamesTests {

	private static final String LONGEST = "sixteen-letters-";
	private static final Names NAMES = new Names(LONGEST.substring(0, 15) + "x");

	@ParameterizedTest
	@EnumSource
	void whateverIsNamedFits(Limit limit) {
		for (int length = 1; length < 600; length++) {
			String what = "w".repeat(length);

			assertThat(NAMES.of(limit, what)).hasSizeLessThanOrEqualTo(limit.characters()).endsWith(NAMES.suffix());
		}
	}

	@Test
	void whatFitsIsNotCut() {
		assertThat(new Names("dev").of(Limit.LOAD_BALANCER, "edge")).isEqualTo("millrace-edge-dev");
	}

	@Test
	void cutNamesStayDifferent() {
		var seen = new HashSet<String>();
		for (int i = 0; i < 1000; i++) {
			assertThat(seen.add(NAMES.of(Limit.TARGET_GROUP, "a-service-with-a-very-long-name-" + i))).isTrue();
		}
	}

	@Test
	void aNameIsTheSameEachTime() {
		assertThat(new Names("production").of(Limit.TARGET_GROUP, "processor-service"))
				.isEqualTo(new Names("production").of(Limit.TARGET_GROUP, "processor-service"))
				.hasSizeLessThanOrEqualTo(32);
	}

	@Test
	void aBucketKeepsRoomForAccountAndRegion() {
		assertThat(NAMES.worldwide(Limit.BUCKET, "access-logs", "123456789012", "ap-southeast-1"))
				.hasSizeLessThanOrEqualTo(63)
				.endsWith("-123456789012-ap-southeast-1");
	}

	@Test
	void aPathThatDoesNotFitIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> NAMES.path(Limit.LOG_GROUP, "w".repeat(600)));
	}
}
