package dev.millrace.file.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.file.Downloads;
import dev.millrace.file.FileStatus;
import dev.millrace.file.Finding;
import dev.millrace.file.Generation;
import dev.millrace.file.Intake;
import dev.millrace.file.Keys;
import dev.millrace.file.StoredFile;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** Content and derivatives, by a link to the bucket or through here. */
@RestController
@RequestMapping("/v1/files/{id}")
@RequiresScope(Scope.FILES_READ)
class ContentRoute {

	private static final String POLICY = "sandbox; default-src 'none'";

	private final Known known;
	private final Downloads downloads;
	private final HttpSettings settings;

	ContentRoute(Intake intake, Downloads downloads, HttpSettings settings) {
		this.known = new Known(intake);
		this.downloads = downloads;
		this.settings = settings;
	}

	@GetMapping("/content")
	void content(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		var file = known.file(id);
		if (file.status() == FileStatus.UPLOADING) {
			throw Refusal.of(HttpStatus.CONFLICT, "not-uploaded", "The file's content has not come yet.");
		}
		long size = file.generation().map(Generation::bytes).orElse(file.upload().bytes());
		serve(new Served(Keys.content(id), size, Disposition.of(file.finding().mediaType(), file.upload().name())),
				request, response);
	}

	@GetMapping("/derivatives/{name}")
	void derivative(@PathVariable String id, @PathVariable String name, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		var file = known.file(id);
		var made = made(file, name).orElseThrow(() -> Refusal.of(HttpStatus.NOT_FOUND, "unknown-derivative",
				"The file has no derivative of this name; its description lists those that it has."));
		Generation generation = file.generation().orElseThrow();
		serve(new Served(Keys.derivatives(id, generation) + made.name(), made.bytes(),
				Disposition.of(Optional.of(made.mediaType()), made.name())), request, response);
	}

	/** @param size as it is known, for who asks for what lies behind it */
	private record Served(String key, long size, Disposition disposition) {}

	private static Optional<Finding.Made> made(StoredFile file, String name) {
		return file.finding().derivatives().stream().filter(made -> made.name().equals(name)).findAny();
	}

	private void serve(Served served, HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
		if (settings.downloads() == HttpSettings.Way.REDIRECT && !isHead(request)) {
			response.setStatus(HttpStatus.FOUND.value());
			response.setHeader(HttpHeaders.LOCATION, downloads
					.link(served.key(), served.disposition().mediaType(), served.disposition().header())
					.toString());
			return;
		}
		stream(served, request, response);
	}

	private void stream(Served served, HttpServletRequest request, HttpServletResponse response) throws IOException {
		switch (downloads.open(served.key(), ByteRange.of(request.getHeader(HttpHeaders.RANGE)))) {
			case Downloads.Opened.Whole(var content, var bytes) ->
				send(content, bytes, served.disposition(), request, response);
			case Downloads.Opened.Part(var content, var bytes, var place) -> {
				response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
				response.setHeader(HttpHeaders.CONTENT_RANGE, place);
				send(content, bytes, served.disposition(), request, response);
			}
			case Downloads.Opened.Gone() -> throw Known.unknown();
			case Downloads.Opened.NotSatisfiable() -> {
				response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + served.size());
				throw Refusal.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "range-not-satisfiable",
						"Nothing of the file's %d bytes lies in the range that was asked for."
								.formatted(served.size()));
			}
		}
	}

	/** Who asks for the head alone gets the same one, and nothing is fetched for it. */
	private static void send(InputStream content, long bytes, Disposition disposition, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		try (content) {
			response.setContentType(disposition.mediaType());
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.header());
			response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
			response.setContentLengthLong(bytes);
			if (!isHead(request)) {
				content.transferTo(response.getOutputStream());
			}
		}
	}

	/** Such a request is answered here in either way: a link to the bucket is signed for GET, and a HEAD that followed it would get 403. */
	private static boolean isHead(HttpServletRequest request) {
		return request.getMethod().equals(HttpMethod.HEAD.name());
	}
}
