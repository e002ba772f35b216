package dev.millrace.ingest.docs;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import dev.millrace.web.problem.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code GET /v3/api-docs} describes the platform, {@code GET /docs} is a page to try it, {@code GET /docs/problems} says what
 * each problem means. What is read of files is read at the first request, not at the start.
 */
@RestController
class DocsRoute {

	private static final MediaType HTML = new MediaType("text", "html", UTF_8);
	private static final MediaType JAVASCRIPT = new MediaType("text", "javascript", UTF_8);
	private static final MediaType CSS = new MediaType("text", "css", UTF_8);
	private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
	private static final String OWN = "docs/";
	private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.32.14/";
	/** All that the pages load. Nothing else of the library is served: its own page shows somebody else's API. */
	private static final Map<String, File> FILES = Map.of("page.css", new File(OWN, CSS),
			"start.js", new File(OWN, JAVASCRIPT),
			"swagger-ui.css", new File(SWAGGER_UI, CSS),
			"swagger-ui-bundle.js", new File(SWAGGER_UI, JAVASCRIPT));
	/**
	 * A key is typed into this page: no script but its own files, no request but to its own host. Styles may stand in elements,
	 * where the library puts some; the pictures in its style sheet are data.
	 *
	 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
	 */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
			+ " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final Supplier<JsonNode> description = SingletonSupplier.of(() -> PlatformFile.read("openapi.yaml"));
	private final Supplier<String> problems = SingletonSupplier
			.of(() -> ProblemsPage.of(PlatformFile.read("problems.yaml")));

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	JsonNode description() {
		return description.get();
	}

	@GetMapping("/docs")
	ResponseEntity<Object> page() {
		return answer(HTML, new ClassPathResource(OWN + "index.html"));
	}

	@GetMapping("/docs/problems")
	ResponseEntity<Object> problems() {
		return answer(HTML, problems.get());
	}

	@GetMapping("/docs/{file}")
	ResponseEntity<Object> file(@PathVariable String file) {
		File known = FILES.get(file);
		if (known == null) {
			throw Refusal.of(HttpStatus.NOT_FOUND, "unknown-page", "There is no such page; there is /docs.");
		}
		return answer(known.type(), new ClassPathResource(known.folder() + file));
	}

	private static ResponseEntity<Object> answer(MediaType type, Object body) {
		return ResponseEntity.ok()
				.contentType(type)
				.cacheControl(AN_HOUR)
				.header("Content-Security-Policy", POLICY)
				.header("X-Content-Type-Options", "nosniff")
				.header("Referrer-Policy", "no-referrer")
				.body(body);
	}

	/** @param folder on the class path where it lies */
	private record File(String folder, MediaType type) {}
}
