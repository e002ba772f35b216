package dev.millrace.cloud.dynamodb;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedTests {

	private final AtomicLong time = new AtomicLong();
	private final AtomicLong items = new AtomicLong(1);
	private final Counted counted = new Counted(time::get);

	@Test
	void aCountIsToldForAHundredTimesAsLongAsItTook() {
		assertThat(ask()).isEqualTo(1);
		items.set(2);

		time.addAndGet(699);
		assertThat(ask()).isEqualTo(1);

		time.addAndGet(1);
		assertThat(ask()).isEqualTo(2);
	}

	@Test
	void eachThingIsCountedByItself() {
		assertThat(ask()).isEqualTo(1);

		assertThat(counted.of("bytes", () -> 1000)).isEqualTo(1000);
	}

	@Test
	void whatIsForgottenIsCounted() {
		assertThat(ask()).isEqualTo(1);
		items.set(2);

		counted.forget();

		assertThat(ask()).isEqualTo(2);
	}

	private long ask() {
		return counted.of("items", () -> {
			time.addAndGet(7);
			return items.get();
		});
	}
}
