package dev.millrace.ingest.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.ingest.webhook.Deliveries.delivery;
import static dev.millrace.ingest.webhook.Deliveries.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlaceTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {"/type | a.b", "/event/type | message",
			"/list/1/id | second",
			"/number | 40", "/flag | true", "/a~1b | slash", "/caf\u00e9 | unicode"})
	void findsAScalarInAJsonBody(String pointer, String value) {
		var body = """
				{"list":[{"id":"first"},{"id":"second"}],"number":40,"flag":true,"a/b":"slash","caf\\u00e9":"unicode",
				"nested":{"type":"inner"},"event":{"x":{},"type":"message"},"type":"a.b"}""";
		assertThat(Place.of(pointer).find(delivery("w", body))).contains(value);
	}

	@ParameterizedTest
	@ValueSource(strings = {"{}", "{\"type\":null}", "{\"type\":{}}", "{\"type\":[]}", "[]", "\"type\"", "", "{",
			"{\"a\":1",
			"\u0000", "{\"a\":{\"type\":\"x\"}}"})
	void findsNothingWhereThereIsNoScalar(String body) {
		assertThat(Place.of("/type").find(delivery("w", body))).isEmpty();
	}

	@Test
	void goesIntoThePayloadOfAForm() {
		assertThat(Place.of("/trigger_id").find(form("w", "x=1&payload=%7B%22trigger_id%22%3A%2212.3%22%7D")))
				.contains("12.3");
	}

	@Test
	void findsAFieldOfAnyOtherForm() {
		var form = form("w", "command=%2Fdeploy&text=&broken=%zz&a=1&a=2&flag");
		assertThat(Place.of("/command").find(form)).contains("/deploy");
		assertThat(Place.of("/text").find(form)).contains("");
		assertThat(Place.of("/a").find(form)).contains("1");
		for (String none : new String[]{"/broken", "/flag", "/command/x", "/none"}) {
			assertThat(Place.of(none).find(form)).as(none).isEmpty();
		}
	}

	@Test
	void findsAHeaderOnce() {
		assertThat(Place.of("X-Event").find(delivery("w", "", "x-event", "push"))).contains("push");
		assertThat(Place.of("X-Event").find(delivery("w", "", "X-Event", "a", "X-Event", "b"))).isEmpty();
		assertThat(Place.of("=fixed").find(delivery("w", ""))).contains("fixed");
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "=", "not a header", "X-\u00e9"})
	void refusesWhatIsNoPlace(String setting) {
		assertThatThrownBy(() -> Place.of(setting)).isInstanceOf(IllegalArgumentException.class);
	}
}
