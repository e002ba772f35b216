package dev.millrace.inspection;

import java.time.Duration;
import java.util.List;

/**
 * For pictures.
 *
 * @param pixels width times height as the header says, judged before anything is decoded
 * @param frames of an animation
 * @param thumbnailSizes the square, in pixels, into which each thumbnail fits, 16 to 4,096; no thumbnail is larger than the picture
 * @param gpsPosition whether the place where a photograph was taken is told; that there was one always is
 */
public record ImageBudget(Allowance allowance, long pixels, int frames, List<Integer> thumbnailSizes,
		boolean gpsPosition) {

	/** 50 MiB, 100 megapixels, 10 s: what a camera makes, several times over. */
	public static final ImageBudget DEFAULTS = new ImageBudget(
			new Allowance(50 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10)), 100_000_000, 1_000,
			List.of(320, 1024), false);

	public ImageBudget {
		thumbnailSizes = List.copyOf(thumbnailSizes);
		Check.atLeastOne("images.pixels", pixels);
		Check.atLeastOne("images.frames", frames);
		thumbnailSizes.forEach(size -> Check.between("images.thumbnailSizes", 16, 4_096, size));
		if (thumbnailSizes.size() != thumbnailSizes.stream().distinct().count()) {
			throw new IllegalArgumentException("images.thumbnailSizes must differ, not be " + thumbnailSizes);
		}
	}
}
