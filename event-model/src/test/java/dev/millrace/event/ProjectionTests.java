package dev.millrace.event;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectionTests {

	private static final String DOCUMENT = """
			{"specversion":"1.0","id":"\\u0061☃","source":"/s","type":"t", "data" : { "z" : 1.0,"id":[1e3]} ,"partitionkey":"k",\
			"subject":null,"receivedat":"2026-11-20T08:00:00Z"}""";

	private static String of(String document, String... names) {
		return new String(new Projection(Set.of(names)).of(document.getBytes(UTF_8)), UTF_8);
	}

	@Test
	void keepsTheBytesOfWhatIsNamedInTheDocumentsOrder() {
		assertThat(of(DOCUMENT, "type", "id")).isEqualTo("{\"id\":\"\\u0061☃\",\"type\":\"t\"}");
		assertThat(of(DOCUMENT, "data", "source"))
				.isEqualTo("{\"source\":\"/s\",\"data\" : { \"z\" : 1.0,\"id\":[1e3]}}");
	}

	@Test
	void leavesOutWhatTheEventDoesNotHave() {
		assertThat(of(DOCUMENT, "subject", "time")).isEqualTo("{}");
	}

	@Test
	void takesDataInEitherForm() {
		String binary = DOCUMENT.replace("\"data\" : { \"z\" : 1.0,\"id\":[1e3]}", "\"data_base64\":\"AAAA\"");
		assertThat(of(binary, "data")).isEqualTo("{\"data_base64\":\"AAAA\"}");
	}

	@Test
	void refusesWhatIsNoEvent() {
		assertThatThrownBy(() -> of("[]", "id")).isInstanceOf(IllegalArgumentException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "Id", "data_base64", "a b", "☃"})
	void saysWhichNamesNoEventHas(String name) {
		assertThat(Projection.mayName(name)).isFalse();
		assertThat(Projection.mayName("data")).isTrue();
	}
}
