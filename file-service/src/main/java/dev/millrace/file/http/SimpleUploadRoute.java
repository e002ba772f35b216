package dev.millrace.file.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardMultipartHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

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

	private static final Members FORM = new Members(JsonMapper.shared().createObjectNode(), "");
	private static final String FILE = "file";

	private final Intake intake;
	private final HttpSettings settings;

	SimpleUploadRoute(Intake intake, HttpSettings settings) {
		this.intake = intake;
		this.settings = settings;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<FileView> take(HttpServletRequest request, Caller caller) throws IOException {
		var form = form(request);
		var part = Optional.ofNullable(form.getFile(FILE)).orElseThrow(() -> FORM.refused(FILE, "is missing"));
		if (part.getSize() > settings.simpleSize().toBytes()) {
			throw NewFile.tooLarge(part.getSize(), settings.simpleSize().toBytes());
		}
		if (part.isEmpty()) {
			throw FORM.refused(FILE, "must have at least one byte");
		}
		Path content = Files.createTempFile("millrace-upload-", "");
		try {
			String sha256 = spool(part, content);
			var wanted = wanted(form, part);
			check(wanted, sha256);
			var file = intake.take(wanted, caller.keyId(), content, sha256);
			return ResponseEntity.accepted()
					.location(URI.create("/v1/files/" + file.id()))
					.body(FileView.of(file));
		} finally {
			Files.delete(content);
		}
	}

	private MultipartHttpServletRequest form(HttpServletRequest request) {
		try {
			return new StandardMultipartHttpServletRequest(request);
		} catch (MaxUploadSizeExceededException _) {
			throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "file-too-large",
					"The file has more than %d bytes, which is what one form takes; ask for a slip with JSON instead."
							.formatted(settings.simpleSize().toBytes()));
		} catch (MultipartException _) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, "malformed-form",
					"The body is no multipart/form-data, or ended early.");
		}
	}

	private static Wanted wanted(MultipartHttpServletRequest form, MultipartFile part) {
		String name = Optional.ofNullable(part.getOriginalFilename()).filter(text -> !text.isEmpty()).orElse(FILE);
		String type = Optional.ofNullable(part.getContentType()).orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE);
		var tags = Optional.ofNullable(form.getParameter("tags"))
				.map(json -> NewFile.read(Members.of(json.getBytes(UTF_8))))
				.orElse(Map.of());
		return new Wanted(NewFile.name(FORM, name), NewFile.type(FORM, type), part.getSize(),
				NewFile.sha256(FORM, Optional.ofNullable(form.getParameter("sha256"))), tags);
	}

	private static void check(Wanted wanted, String sha256) {
		wanted.sha256().filter(announced -> !announced.equals(sha256)).ifPresent(announced -> {
			throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "checksum-mismatch",
					"The content's SHA-256 is %s; %s was announced.".formatted(sha256, announced));
		});
	}

	private static String spool(MultipartFile part, Path to) throws IOException {
		try (InputStream in = part.getInputStream()) {
			var digest = MessageDigest.getInstance("SHA-256");
			try (var out = Files.newOutputStream(to)) {
				new DigestInputStream(in, digest).transferTo(out);
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
