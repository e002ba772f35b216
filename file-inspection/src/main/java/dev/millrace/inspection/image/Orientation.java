package dev.millrace.inspection.image;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;

/**
 * How a picture must be turned to be upright.
 *
 * @param exif 1 to 8, as Exif numbers them; 1 is upright
 */
record Orientation(int exif) {

	static final Orientation UPRIGHT = new Orientation(1);

	/** Anything that Exif does not know is upright. */
	static Orientation of(int exif) {
		return exif >= 1 && exif <= 8 ? new Orientation(exif) : UPRIGHT;
	}

	boolean swapsSides() {
		return exif >= 5;
	}

	BufferedImage upright(BufferedImage image) {
		if (exif == 1) {
			return image;
		}
		var turned = swapsSides() ? new BufferedImage(image.getHeight(), image.getWidth(), image.getType())
				: new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
		return new AffineTransformOp(turn(image.getWidth(), image.getHeight()),
				AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, turned);
	}

	/** Where each pixel goes: x' = ax + cy + e, y' = bx + dy + f. */
	private AffineTransform turn(int width, int height) {
		return switch (exif) {
			case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
			case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
			case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
			case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
			case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
			case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
			case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
			default -> new AffineTransform();
		};
	}
}
