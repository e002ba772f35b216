package dev.millrace.file.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.millrace.file.FileStatus;
import dev.millrace.file.Finding;
import dev.millrace.file.Generation;
import dev.millrace.file.Ids;
import dev.millrace.file.Progress;
import dev.millrace.file.Refused;
import dev.millrace.file.Step;
import dev.millrace.file.StoredFile;

/**
 * A file as clients see it.
 *
 * @param mediaType by content
 * @param attempts at looking into it
 * @param refusedEvents outcomes that the intake refused for good, where it did
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FileView(String id, String name, String contentType, long size, Optional<String> sha256,
		Map<String, String> tags, String status, Instant createdAt, Optional<Instant> expiresAt,
		Optional<String> mediaType, Optional<Map<String, Object>> metadata, Optional<List<DerivativeView>> derivatives,
		Optional<ErrorView> error, int attempts, List<StepView> history, Optional<List<RefusedView>> refusedEvents) {

	static FileView of(StoredFile file) {
		var upload = file.upload();
		var finding = file.finding();
		boolean known = file.status() == FileStatus.PROCESSED;
		return new FileView(file.id(), upload.name(), upload.contentType(),
				file.generation().map(Generation::bytes).orElse(upload.bytes()), upload.sha256(),
				new TreeMap<>(upload.tags()), file.status().word(), Ids.madeAt(file.id()),
				Optional.of(upload.expiresAt()).filter(_ -> file.status() == FileStatus.UPLOADING),
				finding.mediaType(), Optional.of(finding.metadata()).filter(_ -> known),
				Optional.of(derivatives(file)).filter(_ -> known), ErrorView.of(file),
				file.progress().attempts(), history(file.progress()),
				Optional.of(file.refused().stream().map(one -> RefusedView.of(file.id(), one)).toList())
						.filter(refused -> !refused.isEmpty()));
	}

	private static List<DerivativeView> derivatives(StoredFile file) {
		return file.finding().derivatives().stream().map(made -> DerivativeView.of(file.id(), made)).toList();
	}

	private static List<StepView> history(Progress progress) {
		return progress.history().stream().map(StepView::of).toList();
	}

	/** @param href where it is served */
	record DerivativeView(String name, String mediaType, long size, String href) {

		static DerivativeView of(String file, Finding.Made made) {
			return new DerivativeView(made.name(), made.mediaType(), made.bytes(),
					"/v1/files/" + file + "/derivatives/" + made.name());
		}
	}

	/** @param todo what the client can do */
	record ErrorView(String code, String detail, String todo) {

		static Optional<ErrorView> of(StoredFile file) {
			return file.progress()
					.fault()
					.map(fault -> new ErrorView(fault.code(), fault.detail(), switch (file.status()) {
						case REJECTED -> "The file itself is at fault and is not looked into again: correct it and "
								+ "send it as a new one.";
						case FAILED -> "The service is at fault: send POST /v1/files/%s/redrive once it is mended."
								.formatted(file.id());
						default -> "The service is at fault and tries again by itself.";
					}));
		}
	}

	/**
	 * @param event the id of the event that is not in the stream
	 * @param todo what can be done
	 */
	record RefusedView(String event, String status, String code, String detail, String todo) {

		static RefusedView of(String file, Refused refused) {
			return new RefusedView(refused.outcome().id(), refused.outcome().status().word(), refused.why().code(),
					refused.why().detail(),
					"The event is among the dead letters: mend what refuses it, such as a schema, and send POST "
							+ "/v1/files/%s/redrive.".formatted(file));
		}
	}

	/** @param code why, where a fault brought it there */
	@JsonInclude(JsonInclude.Include.NON_ABSENT)
	record StepView(String status, Instant at, Optional<String> code) {

		static StepView of(Step step) {
			return new StepView(step.status().word(), step.at(), step.code());
		}
	}
}
