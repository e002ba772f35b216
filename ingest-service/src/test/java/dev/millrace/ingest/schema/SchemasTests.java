package dev.millrace.ingest.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.event.Draft;
import dev.millrace.event.EventLimits;
import dev.millrace.event.EventReader;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;
import dev.millrace.ingest.SchemaCheck.Verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemasTests {

	private static final Verdict FITS = new Verdict.Fits();
	private static final String POSITIVE = "{\"properties\":{\"amount\":{\"minimum\":0}},\"type\":\"object\"}";
	private static final String NEGATIVE = "{\"properties\":{\"amount\":{\"maximum\":0}},\"type\":\"object\"}";

	@TempDir
	private Path folder;

	@BeforeEach
	void schema() {
		write("order.json", POSITIVE);
	}

	@Test
	void refusesWhatDoesNotFitWithThePlaceAndTheKeyword() {
		Verdict verdict = schemas().check(event("order", "\"data\":{\"amount\":-1}"));
		assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
			assertThat(refused.problem().code()).isEqualTo(ProblemCode.SCHEMA_VIOLATION);
			assertThat(refused.problem().pointer()).isEqualTo("/data/amount");
			assertThat(refused.problem().detail()).contains("'minimum'", "order.json");
		});
	}

	@Test
	void letsPassWhatFitsAndWhatHasNoSchema() {
		var schemas = schemas();
		assertThat(schemas.check(event("order", "\"data\" :\n {\"amount\": 1}"))).isEqualTo(FITS);
		assertThat(schemas.check(event("order", "\"d\\u0061ta\":{\"amount\":1}"))).isEqualTo(FITS);
		assertThat(schemas.check(event("other", "\"data\":-1"))).isEqualTo(FITS);
	}

	@ParameterizedTest
	@ValueSource(strings = {"\"subject\":\"no data\"", "\"data_base64\":\"AAAA\"", "\"data\":null",
			"\"data\":[{\"amount\":1}]"})
	void refusesDataOfAnotherKind(String members) {
		assertThat(schemas().check(event("order", members))).isInstanceOf(Verdict.Refused.class);
	}

	@Test
	void marksWhereItIsToldTo() {
		assertThat(schemas("or*").check(event("order", "\"data\":{\"amount\":-1}")))
				.isEqualTo(new Verdict.Marked("minimum at /data/amount"));
		assertThat(schemas("other").check(event("order", "\"data\":{\"amount\":-1}")))
				.isInstanceOf(Verdict.Refused.class);
	}

	@Test
	void aMarkIsShortAndLegal() {
		write("order.json", "{\"additionalProperties\":{\"type\":\"string\"}}");
		String name = "\\u0000" + "\uD83D\uDE00".repeat(3000);
		Verdict verdict = schemas("*").check(event("order", "\"data\":{\"" + name + "\":1}"));
		assertThat(verdict).isInstanceOfSatisfying(Verdict.Marked.class, marked -> {
			assertThat(marked.error().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
			assertThat(marked.error()).startsWith("type at /data/?\uD83D\uDE00").doesNotContain("\u0000");
		});
	}

	@Test
	void takesAChangeAtTheNextLook() {
		var schemas = schemas();
		write("order.json", NEGATIVE);
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":1}"))).isEqualTo(FITS);
		schemas.reload();
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":1}"))).isInstanceOf(Verdict.Refused.class);
		delete("order.json");
		schemas.reload();
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":1}"))).isEqualTo(FITS);
		assertThat(schemas.count()).isZero();
	}

	@Test
	void aFileThatIsNoSchemaLeavesAllAsTheyWereUntilItIsOne() {
		var schemas = schemas();
		write("order.json", NEGATIVE);
		write("broken.json", "{\"type\":");
		schemas.reload();
		assertThat(schemas.trouble()).get().asString().contains("broken.json");
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":1}"))).isEqualTo(FITS);
		write("broken.json", "{}");
		schemas.reload();
		assertThat(schemas.trouble()).isEmpty();
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":1}"))).isInstanceOf(Verdict.Refused.class);
	}

	@Test
	void aFileThatIsNoSchemaAtTheStartMarksItsTypes() {
		write("broken.json", "{\"type\":");
		var schemas = schemas();
		assertThat(schemas.trouble()).get().asString().contains("broken.json");
		assertThat(schemas.check(event("broken", "\"data\":1")))
				.isEqualTo(new Verdict.Marked("broken.json is no schema"));
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":-1}"))).isInstanceOf(Verdict.Refused.class);
	}

	@Test
	void aFolderThatIsGoneLeavesAllAsTheyWere() throws IOException {
		var schemas = schemas();
		Path away = folder.resolveSibling(folder.getFileName() + "-away");
		Files.move(folder, away);
		schemas.reload();
		assertThat(schemas.trouble()).get().asString().contains("cannot be read");
		assertThat(schemas.check(event("order", "\"data\":{\"amount\":-1}"))).isInstanceOf(Verdict.Refused.class);
		Files.move(away, folder);
		schemas.reload();
		assertThat(schemas.trouble()).isEmpty();
	}

	@Test
	void aFolderThatIsNotThereIsTold() {
		assertThatThrownBy(() -> new FolderFiles(folder.resolve("none")).read()).isInstanceOf(IOException.class)
				.hasMessageContaining("none");
	}

	@Test
	void moreThanSchemasCanBeIsTold() {
		write("large.json", " ".repeat(17 * 1024 * 1024));
		assertThatThrownBy(() -> new FolderFiles(folder).read()).isInstanceOf(IOException.class)
				.hasMessageContaining("16777216");
	}

	private Schemas schemas(String... marked) {
		try {
			return new Schemas(new FolderFiles(folder), Arrays.stream(marked).map(TypePattern::new).toList());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Draft event(String type, String members) {
		byte[] bytes = "{\"type\":\"%s\",%s}".formatted(type, members).getBytes(UTF_8);
		return ((Reading.Read) new EventReader(EventLimits.DEFAULTS).read(bytes, 0, bytes.length)).draft();
	}

	private void write(String name, String text) {
		try {
			Files.writeString(folder.resolve(name), text);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void delete(String name) {
		try {
			Files.delete(folder.resolve(name));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
