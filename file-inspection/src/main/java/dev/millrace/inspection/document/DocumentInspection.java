package dev.millrace.inspection.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.DocumentBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.text.TextReader;

/** Looks into PDF and plain text. */
public final class DocumentInspection {

	private static final int BUFFER = 1 << 14;

	private final DocumentBudget budget;
	private final PdfReader pdf;

	/** Under this budget. */
	public DocumentInspection(DocumentBudget budget) {
		this.budget = budget;
		this.pdf = new PdfReader(budget);
	}

	/** The text always becomes a derivative, since it may be longer than a row of a table can hold. */
	public Inspection read(Path file, String mediaType, Workspace workspace) throws IOException, Refusal {
		return mediaType.equals("application/pdf") ? pdf.read(file, mediaType, workspace)
				: plain(file, mediaType, workspace);
	}

	private Inspection plain(Path file, String mediaType, Workspace workspace) throws IOException {
		var text = new CappedText(budget.textChars());
		var json = new LinkedHashMap<String, Object>();
		try (var reader = TextReader.of(file)) {
			long lines = copy(reader, text);
			json.put("encoding", reader.encoding());
			json.put("undecodable", reader.replaced());
			json.put("lines", lines);
			text.putInto(json);
		}
		return new Inspection.Processed(mediaType, json, List.of(write(text, workspace)));
	}

	/** The last line counts, with or without an end. */
	private static long copy(TextReader reader, CappedText text) throws IOException {
		var buffer = new char[BUFFER];
		long lines = 0;
		boolean open = false;
		for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
			for (int i = 0; i < count; i++) {
				lines += buffer[i] == '\n' ? 1 : 0;
			}
			open = buffer[count - 1] != '\n';
			text.write(buffer, 0, count);
		}
		return lines + (open ? 1 : 0);
	}

	static Derivative write(CappedText text, Workspace workspace) {
		return workspace.write("text.txt", "text/plain;charset=utf-8",
				out -> out.write(text.text().getBytes(StandardCharsets.UTF_8)));
	}
}
