package dev.millrace.file.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.file.Intake;
import dev.millrace.file.Wanted;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.json.Members;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A small file in one request, by way of the disk: curl needs no second one. */
@RestController
@RequestMapping("/v1/files")
@RequiresScope(Scope.FILES_WRITE)
class SimpleUploadRoute {

	private final Intake intake;
	private final HttpSettings settings;

	SimpleUploadRoute(Intake intake, HttpSettings settings) {
		this.intake = intake;
		this.settings = settings;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<FileView> take(HttpServletRequest request, Caller caller) throws IOException {
		Path content = Files.createTempFile("millrace-upload-", "");
		try {
			var form = Form.read(request, content, settings.simpleSize().toBytes());
			var part = form.file();
			var wanted = wanted(form, part);
			check(wanted, part.sha256());
			var file = intake.take(wanted, caller.keyId(), content, part.sha256());
			return ResponseEntity.accepted()
					.location(URI.create("/v1/files/" + file.id()))
					.body(FileView.of(file));
		} finally {
			Files.delete(content);
		}
	}

	private static Wanted wanted(Form form, Form.Part part) {
		var tags = form.field(Form.TAGS)
				.map(json -> NewFile.read(Members.of(json.getBytes(UTF_8))))
				.orElse(Map.of());
		return new Wanted(NewFile.name(Form.MEMBERS, part.name()), NewFile.type(Form.MEMBERS, part.contentType()),
				part.bytes(), NewFile.sha256(Form.MEMBERS, form.field(Form.SHA256)), tags);
	}

	private static void check(Wanted wanted, String sha256) {
		wanted.sha256().filter(announced -> !announced.equals(sha256)).ifPresent(announced -> {
			throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "checksum-mismatch",
					"The content's SHA-256 is %s; %s was announced.".formatted(sha256, announced));
		});
	}
}
