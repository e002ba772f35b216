package dev.millrace.ingest.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.millrace.event.ProblemCode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The codes in the sources of all services, in platform/problems.yaml and in the contract: the same ones. */
class ProblemCodesTests {

	/** Each module that answers clients; a new service is a word here. */
	private static final List<String> MODULES = List.of("event-model", "web-support", "ingest-service",
			"processor-service", "file-service", "local-cloud");
	private static final String CODE = "\"(?<code>[a-z]+(?:-[a-z]+)*)\"";
	/** Where a problem is made with its code; each is one group of words before it. */
	private static final List<Pattern> MADE = Stream.of("Refusal\\.(?:of|retryAfter)\\(\\s*HttpStatus\\.\\w+,\\s*",
			"Problems\\.of\\(\\s*(?:HttpStatus\\.)?\\w+,\\s*", "answer\\(HttpStatus\\.\\w+,\\s*", "unauthorized\\(\\s*",
			"new Verdict\\.Bad\\(\\s*", "ContentEncoding\\.broken\\(\\s*", "\\b[A-Z_]+\\(\\d{3}, \"[A-Za-z ]+\", ",
			"String code = [^;]*?")
			.map(before -> Pattern.compile(before + CODE))
			.toList();
	/** A problem whose code is no word in its place: a constant, another's code, or the words of its status. */
	private static final Pattern MADE_OTHERWISE = Pattern
			.compile("(?:Refusal\\.(?:of|retryAfter)|Problems\\.of)\\((?!\\s*(?:HttpStatus\\.)?\\w+,\\s*\"|\\))");
	private static final Set<String> OTHERWISE = Set.of("Answers.java", "ContentEncoding.java", "Formats.java",
			"Guard.java", "Problems.java",
			"ProblemAdvice.java", "ProblemValve.java", "Refusal.java");
	/** What Spring and the web server refuse by themselves is called by the words of its status. */
	private static final Set<String> BY_STATUS = Set.of("bad-request", "not-found", "method-not-allowed",
			"not-acceptable", "request-timeout", "unsupported-media-type", "internal-server-error", "not-implemented",
			"http-version-not-supported");
	/** Answers to what is no request of the contract, or given before it reaches a service. */
	private static final Set<String> IN_NO_OPERATION = Set.of("not-found", "no-route", "method-not-allowed",
			"bad-request", "not-implemented", "http-version-not-supported", "broken-off", "too-late", "foreign-origin");

	private final Set<String> known = new TreeSet<>(PlatformFile.read("problems.yaml").propertyNames());

	@Test
	void everyCodeOfTheSourcesIsExplainedAndNoOther() {
		var made = new TreeSet<>(BY_STATUS);
		Arrays.stream(ProblemCode.values()).map(ProblemCode::word).forEach(made::add);
		for (Path source : sources()) {
			String text = text(source);
			MADE.forEach(
					pattern -> pattern.matcher(text).results().map(found -> found.group("code")).forEach(made::add));
		}
		assertThat(known).isEqualTo(made);
	}

	/** Else a code could hide from the test above. */
	@Test
	void aProblemHasItsCodeWhereItIsMade() {
		for (Path source : sources()) {
			if (!OTHERWISE.contains(source.getFileName().toString())) {
				assertThat(MADE_OTHERWISE.matcher(text(source)).results().map(found -> found.group()).toList())
						.as(source.toString())
						.isEmpty();
			}
		}
	}

	@Test
	void everyCodeThatAnOperationMayAnswerIsInTheContractAndNoOther() {
		var told = new TreeSet<String>();
		PlatformFile.read("openapi.yaml")
				.findValues("code")
				.forEach(code -> code.path("enum").forEach(word -> told.add(word.stringValue())));
		var answered = new TreeSet<>(known);
		answered.removeAll(IN_NO_OPERATION);
		assertThat(told).isEqualTo(answered);
	}

	private static List<Path> sources() {
		Path root = Path.of(Objects.requireNonNull(System.getProperty("millrace.root")));
		return MODULES.stream().flatMap(module -> sources(root.resolve(module).resolve("src/main/java"))).toList();
	}

	private static Stream<Path> sources(Path folder) {
		try (var files = Files.walk(folder)) {
			return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String text(Path source) {
		try {
			return Files.readString(source, UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
