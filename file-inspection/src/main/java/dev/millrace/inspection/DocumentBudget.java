package dev.millrace.inspection;

import java.time.Duration;

/**
 * For PDF and text.
 *
 * @param pages of a PDF
 * @param pixels of one picture on the previewed page, and of the preview itself
 * @param unpackedBytes of all that is packed in a PDF
 * @param textChars of text that are kept; what is beyond is counted
 * @param previewSize the square, in pixels, into which the preview of the first page fits
 */
public record DocumentBudget(Allowance allowance, int pages, long pixels, long unpackedBytes, int textChars,
		int previewSize) {

	/** 100 MiB, 5,000 pages, pictures of 40 megapixels (A4 in grey at 600 dots an inch), 512 MiB unpacked, 20 s. */
	public static final DocumentBudget DEFAULTS = new DocumentBudget(
			new Allowance(100 << 20, Duration.ofSeconds(20), Duration.ofSeconds(20)), 5_000, 40_000_000, 512L << 20,
			1_000_000, 1024);

	public DocumentBudget {
		Check.atLeastOne("documents.pages", pages);
		Check.atLeastOne("documents.pixels", pixels);
		Check.atLeastOne("documents.unpackedBytes", unpackedBytes);
		Check.atLeastOne("documents.textChars", textChars);
		Check.between("documents.previewSize", 16, 4_096, previewSize);
	}
}
