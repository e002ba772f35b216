package dev.millrace.inspection.image;

import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

/** Width and height in pixels. */
record Dimensions(int width, int height) {

	void admit(long pixels) throws Refusal {
		if (width < 1 || height < 1) {
			throw Refusal.malformed("The picture says that it is %d x %d pixels.".formatted(width, height));
		}
		if ((long) width * height > pixels) {
			throw new Refusal(Reason.TOO_MANY_PIXELS, "The picture has %,d x %,d pixels; %,d are allowed."
					.formatted(width, height, pixels));
		}
	}

	/** The largest of this shape in a square, and never larger than this. */
	Dimensions within(int size) {
		double scale = Math.min(1, size / (double) Math.max(width, height));
		return new Dimensions((int) Math.max(1, Math.round(width * scale)),
				(int) Math.max(1, Math.round(height * scale)));
	}

	int longest() {
		return Math.max(width, height);
	}

	Dimensions turned() {
		return new Dimensions(/* width= */ height, /* height= */ width);
	}
}
