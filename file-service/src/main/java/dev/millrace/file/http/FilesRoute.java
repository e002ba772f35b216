package dev.millrace.file.http;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.file.Intake;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** {@code /v1/files}: what became of files, and their end. */
@RestController
@RequestMapping("/v1/files")
class FilesRoute {

	private final Intake intake;
	private final Known known;

	FilesRoute(Intake intake) {
		this.intake = intake;
		this.known = new Known(intake);
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope(Scope.FILES_READ)
	PageView list(HttpServletRequest request) {
		var question = Question.of(request.getParameterMap());
		var page = intake.list(question.filter(), question.cursor(), question.limit());
		return new PageView(page.files().stream().map(FileView::of).toList(), page.next());
	}

	@GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope(Scope.FILES_READ)
	FileView show(@PathVariable String id) {
		return FileView.of(known.file(id));
	}

	@DeleteMapping("/{id}")
	@RequiresScope(Scope.FILES_WRITE)
	ResponseEntity<Void> delete(@PathVariable String id) {
		if (!intake.delete(id)) {
			throw Known.unknown();
		}
		return ResponseEntity.noContent().build();
	}

	@PostMapping(path = "/{id}/redrive", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope(Scope.FILES_WRITE)
	ResponseEntity<FileView> redrive(@PathVariable String id) {
		var file = known.file(id);
		return intake.redrive(id)
				.map(redriven -> ResponseEntity.accepted().body(FileView.of(redriven)))
				.orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "not-failed",
						"The file is %s; only one that failed, or an outcome that was refused, is tried again."
								.formatted(file.status().word())));
	}

	/** @param cursor of the next page, if there is one */
	record PageView(List<FileView> files, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> cursor) {}
}
