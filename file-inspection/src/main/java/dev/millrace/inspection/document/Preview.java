package dev.millrace.inspection.document;

import java.io.IOException;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.DocumentBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.image.Encoding;

/** Draws the first page, after having judged what the drawing would take. */
final class Preview {

	private final DocumentBudget budget;

	Preview(DocumentBudget budget) {
		this.budget = budget;
	}

	Derivative write(PDDocument document, Workspace workspace) throws IOException, Refusal {
		var page = document.getPage(0);
		for (COSStream stream : Reachable.from(page.getCOSObject())) {
			admit(stream);
		}
		var renderer = new PDFRenderer(document);
		renderer.setSubsamplingAllowed(true);
		return Encoding.writePng(renderer.renderImage(0, scale(page), ImageType.RGB), "preview", workspace);
	}

	private void admit(COSStream stream) throws Refusal {
		if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
			long width = stream.getInt(COSName.WIDTH, COSName.W, 0);
			long height = stream.getInt(COSName.HEIGHT, COSName.H, 0);
			if (width * height > budget.pixels()) {
				throw new Refusal(Reason.TOO_MANY_PIXELS,
						"A picture on the first page has %,d x %,d pixels; %,d are allowed."
								.formatted(width, height, budget.pixels()));
			}
		}
	}

	/** The page in points times this is the picture in pixels; a page as thin as a thread still is one pixel wide. */
	private float scale(PDPage page) throws Refusal {
		var box = page.getCropBox();
		float longest = Math.max(box.getWidth(), box.getHeight());
		if (!(longest > 0) || Float.isInfinite(longest)) {
			throw Refusal.malformed("The first page has no size.");
		}
		float scale = budget.previewSize() / longest;
		double pixels = Math.ceil(box.getWidth() * scale) * Math.ceil(box.getHeight() * scale);
		if (pixels > budget.pixels()) {
			throw new Refusal(Reason.TOO_MANY_PIXELS, "The first page would take %,.0f pixels; %,d are allowed."
					.formatted(pixels, budget.pixels()));
		}
		return scale;
	}
}
