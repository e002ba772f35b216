package dev.millrace.web.keys;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyTests {

	@Test
	void isReadBackAsItWasMade() {
		var key = ApiKey.random(new SecureRandom());
		assertThat(key.text()).matches("mr_[0-9a-f]{16}_[0-9a-f]{64}");
		var read = ApiKey.parse(key.text()).orElseThrow();
		assertThat(read.id()).isEqualTo(key.id());
		assertThat(read.hash()).isEqualTo(key.hash()).hasSize(64);
	}

	@Test
	void isReadFromItsDigitsAlone() {
		var key = ApiKey.random(new SecureRandom());
		String digits = key.text().replace("mr_", "").replace("_", "");
		assertThat(ApiKey.ofDigits(digits).orElseThrow().text()).isEqualTo(key.text());
		assertThat(ApiKey.ofDigits(digits.substring(1))).isEmpty();
		assertThat(ApiKey.ofDigits(digits.toUpperCase(Locale.ROOT))).isEmpty();
		assertThat(ApiKey.ofDigits(key.text())).isEmpty();
		assertThat(ApiKey.parse(digits)).isEmpty();
	}

	@Test
	void isHashedAsAnyoneWouldHashItsSecret() {
		assertThat(ApiKey.parse("mr_0123456789abcdef_" + "0".repeat(64)).orElseThrow().hash())
				.isEqualTo("60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55");
	}

	@Test
	void neverShowsItsSecretByAccident() {
		var key = ApiKey.random(new SecureRandom());
		String secret = key.text().substring(20);
		assertThat(key.toString()).contains(key.id()).doesNotContain(secret);
		var settings = new KeySettings(key.text(), Duration.ofSeconds(20), Duration.ofSeconds(10),
				Duration.ofMinutes(5), 100);
		assertThat(settings.toString()).doesNotContain(secret);
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "mr_", "mr__", "mr_0123456789abcdef", "mr_0123456789abcdef_", "mr_0123456789ABCDEF_00",
			"xx_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000",
			"mr_0123456789abcdef_000000000000000000000000000000000000000000000000000000000000000",
			"mr_0123456789abcdef_00000000000000000000000000000000000000000000000000000000000000000",
			"mr_0123456789abcdef_000000000000000000000000000000000000000000000000000000000000000g",
			" mr_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000"})
	void whatHasAnotherShapeIsNoKey(String text) {
		assertThat(ApiKey.parse(text)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({"order.placed, order.placed, true", "order.placed, order.placedx, false", "order.*, order.placed, true",
			"order.*, order., true", "order.*, orders, false", "order.*, order, false", "*, anything, true",
			"Order.*, order.placed, false"})
	void aPatternOfTypesIsATypeOrItsBeginning(String pattern, String type, boolean may) {
		assertThat(caller(Optional.empty(), List.of(pattern)).maySend(type)).isEqualTo(may);
	}

	@Test
	void whoeverHasNoPatternsSendsAnything() {
		assertThat(caller(Optional.empty(), List.of()).maySend("anything")).isTrue();
		assertThat(caller(Optional.empty(), List.of("a", "b.*")).maySend("b.c")).isTrue();
	}

	@Test
	void theSourceIsTheDefaultElseTheName() {
		assertThat(caller(Optional.of("/shop"), List.of()).source()).isEqualTo("/shop");
		assertThat(caller(Optional.empty(), List.of()).source()).isEqualTo("name");
	}

	private static Caller caller(Optional<String> source, List<String> types) {
		return new Caller("0123456789abcdef", "name", Set.of(Scope.EVENTS_WRITE), source, types);
	}
}
