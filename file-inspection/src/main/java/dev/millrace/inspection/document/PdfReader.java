package dev.millrace.inspection.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.DocumentBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;

/** A PDF's pages, title and text, and a picture of its first page. */
final class PdfReader {

	private static final int TITLE_CHARS = 500;
	/** Of what is unpacked, so much stays in memory; the rest is spooled to the child's scratch directory. */
	private static final long IN_MEMORY = 32 << 20;

	private final DocumentBudget budget;
	private final Preview preview;

	PdfReader(DocumentBudget budget) {
		this.budget = budget;
		this.preview = new Preview(budget);
	}

	Inspection read(Path file, String mediaType, Workspace workspace) throws IOException, Refusal {
		try (var document = Loader.loadPDF(file.toFile(), "",
				MemoryUsageSetting.setupMixed(IN_MEMORY, budget.unpackedBytes()).streamCache)) {
			return read(document, mediaType, workspace);
		} catch (InvalidPasswordException _) {
			throw new Refusal(Reason.ENCRYPTED, "The document opens only with a password: send it without one.");
		}
	}

	private Inspection read(PDDocument document, String mediaType, Workspace workspace) throws IOException, Refusal {
		int pages = document.getNumberOfPages();
		if (pages < 1) {
			throw Refusal.malformed("The document has no pages.");
		}
		if (pages > budget.pages()) {
			throw new Refusal(Reason.TOO_MANY_PAGES,
					"The document has %,d pages; %,d are allowed.".formatted(pages, budget.pages()));
		}
		Unpacked.admit(document, budget.unpackedBytes());
		var json = new LinkedHashMap<String, Object>();
		json.put("pages", pages);
		title(document).ifPresent(title -> json.put("title", title));
		var derivatives = new ArrayList<Derivative>();
		derivatives.add(preview.write(document, workspace));
		derivatives.add(text(document, json, workspace));
		return new Inspection.Processed(mediaType, json, List.copyOf(derivatives));
	}

	private static Optional<String> title(PDDocument document) {
		return Optional.ofNullable(document.getDocumentInformation().getTitle())
				.map(String::strip)
				.filter(title -> !title.isEmpty())
				.map(title -> title.substring(0, Math.min(TITLE_CHARS, title.length())));
	}

	private Derivative text(PDDocument document, Map<String, Object> json, Workspace workspace) throws IOException {
		var text = new CappedText(budget.textChars());
		var stripper = new PDFTextStripper();
		stripper.setLineSeparator("\n");
		stripper.writeText(document, text);
		text.putInto(json);
		return DocumentInspection.write(text, workspace);
	}
}
