package dev.millrace.file.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.file.FileSettings;
import dev.millrace.file.Intake;
import dev.millrace.file.Missing;
import dev.millrace.file.Slips;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** Slips: a client asks for one, sends the content straight to the bucket, and says that it is done. */
@RestController
@RequestMapping("/v1/files")
@RequiresScope(Scope.FILES_WRITE)
class UploadRoute {

	private static final int LONGEST_BODY = 64 * 1024;
	private static final int MOST_NAMED = 100;

	private final Intake intake;
	private final Known known;
	private final Slips slips;
	private final FileSettings settings;

	UploadRoute(Intake intake, Slips slips, FileSettings settings) {
		this.intake = intake;
		this.known = new Known(intake);
		this.slips = slips;
		this.settings = settings;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SlipView> open(HttpServletRequest request, Caller caller) throws IOException {
		byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
		if (body.length > LONGEST_BODY) {
			throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
					"The request has more than %d bytes, which is the limit.".formatted(LONGEST_BODY));
		}
		var file = intake.open(NewFile.read(body, settings.maxSize().toBytes()), caller.keyId());
		return ResponseEntity.created(URI.create("/v1/files/" + file.id()))
				.cacheControl(CacheControl.noStore())
				.body(SlipView.of(file, Missing.all(file.upload()), slips));
	}

	/** What is missing, with addresses that are good again: a client goes on after a crash. */
	@GetMapping(path = "/{id}/upload", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SlipView> resume(@PathVariable String id) {
		var file = known.file(id);
		return ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(SlipView.of(file, intake.missing(file), slips));
	}

	@PostMapping(path = "/{id}/upload/complete", produces = MediaType.APPLICATION_JSON_VALUE)
	FileView complete(@PathVariable String id) {
		return switch (intake.complete(known.file(id))) {
			case Intake.Completion.Complete(var file) -> FileView.of(file);
			case Intake.Completion.Incomplete(Missing.Parts parts) -> throw incomplete(
					"%d parts are missing; the member parts names the first.".formatted(parts.numbers().size()),
					parts.numbers().subList(0, Math.min(MOST_NAMED, parts.numbers().size())));
			case Intake.Completion.Incomplete _ -> throw incomplete("The bucket has no content yet.", List.of());
		};
	}

	private static Refusal incomplete(String detail, List<Integer> parts) {
		return Refusal.of(HttpStatus.CONFLICT, "upload-incomplete",
				detail + " GET the upload for where to send what is missing.", Map.of("parts", parts));
	}
}
