package dev.millrace.cloud.run;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndingTests {
	@Test
	void tellsCodesFromSignals() {
		assertThat(new Ending(1)).hasToString("exit code 1");
		assertThat(new Ending(137)).hasToString("killed by signal 9");
		assertThat(new Ending(139)).hasToString("ended by signal 11");
	}
}
