package dev.millrace.inspection.direct;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Kind;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.data.DataReader;
import dev.millrace.inspection.document.DocumentInspection;
import dev.millrace.inspection.image.ImageInspection;

/** Turns whatever a reader throws at a hostile file into one of the outcomes. Time and memory are for whoever started this JVM to watch. */
public final class Readers {

	private final ImageInspection images;
	private final DocumentInspection documents;
	private final DataReader data;

	/** Under these budgets. */
	public Readers(Budgets budgets) {
		this.images = ImageInspection.with(budgets.images());
		this.documents = new DocumentInspection(budgets.documents());
		this.data = new DataReader(budgets.data());
	}

	/** What decodes JPEGs, for the log. */
	public String decoder() {
		return images.decoder();
	}

	/** Reads a file whose type is known. */
	public Inspection read(Path content, String mediaType, Kind kind, Workspace workspace) {
		try {
			return switch (kind) {
				case IMAGE -> images.read(content, mediaType, workspace);
				case DOCUMENT -> documents.read(content, mediaType, workspace);
				case DATA -> data.read(content, mediaType);
			};
		} catch (Refusal e) {
			return e.of(mediaType);
		} catch (Workspace.Unwritable e) {
			return new Inspection.Failed("workspace-unwritable", String.valueOf(e.getMessage()));
		} catch (FileSystemException e) {
			return new Inspection.Failed("content-unreadable", String.valueOf(e.getMessage()));
		} catch (StackOverflowError e) {
			return new Refusal(Reason.TOO_DEEP, "The file's parts lie too deep in each other.").of(mediaType);
		} catch (IOException | RuntimeException e) {
			// The libraries tell damage by whatever exception they meet first.
			return Refusal.malformed("The file is damaged: " + Sentence.of(e)).of(mediaType);
		}
	}
}
