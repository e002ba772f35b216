package dev.millrace.inspection.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Kind;

/** What parent and child say to each other. */
final class Wire {

	private Wire() {}

	/** The parent's first word. */
	record Begin(Budgets budgets) {}

	/**
	 * The child's first word, when it is warm.
	 *
	 * @param decoder of JPEGs
	 * @param confinement whether and how it is kept from the network
	 */
	record Ready(String decoder, Confinement.Held confinement) {}

	/** A file to read. */
	record Task(String content, String mediaType, Kind kind, String workspace) {}

	/** @param name of a file in the workspace */
	record Made(String name, String mediaType) {}

	/** What came of it: processed, rejected or failed. */
	record Reply(String outcome, String code, String detail, Map<String, Object> metadata, List<Made> derivatives) {

		static Reply of(Inspection inspection) {
			return switch (inspection) {
				case Inspection.Processed(_, var metadata, var derivatives) -> new Reply("processed", "", "", metadata,
						derivatives.stream().map(made -> new Made(made.name(), made.mediaType())).toList());
				case Inspection.Rejected(_, var code, var detail) ->
					new Reply("rejected", code, detail, Map.of(), List.of());
				case Inspection.Failed(var code, var detail) ->
					new Reply("failed", code, detail, Map.of(), List.of());
				case Inspection.Busy(var detail) ->
					throw new IllegalStateException("a child that is busy is not asked: " + detail);
				case Inspection.Unsupported(var mediaType) ->
					throw new IllegalStateException("the parent asks for supported types only, not " + mediaType);
			};
		}

		/** As the parent tells it: files are where the parent said, whatever the child claims. */
		Inspection toInspection(String asked, Path workspace) {
			return switch (outcome) {
				case "processed" -> new Inspection.Processed(asked, metadata, derivatives.stream()
						.map(made -> new Derivative(made.name(), made.mediaType(), workspace.resolve(made.name())))
						.toList());
				case "rejected" -> new Inspection.Rejected(asked, code, detail);
				default -> new Inspection.Failed(code, detail);
			};
		}
	}
}
