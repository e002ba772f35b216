package dev.millrace.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionsTests {

	@Test
	void takeAThirdOfTheHeapAtMost() {
		assertThat(Connections.in(256L << 20)).isEqualTo(682);
		assertThat(Connections.in(512L << 20)).isEqualTo(1365);
		assertThat(Connections.in(1L << 20)).isEqualTo(200);
		assertThat(Connections.in(64L << 30)).isEqualTo(8192);
	}
}
