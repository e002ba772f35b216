package dev.millrace.inspection.image;

import java.awt.AlphaComposite;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Makes pictures smaller, by halves as long as there is more than a half to lose, since bilinear scaling looks at four pixels only. */
final class Scaling {

	private Scaling() {}

	static BufferedImage to(Dimensions wanted, BufferedImage image) {
		var scaled = image;
		while (scaled.getWidth() > wanted.width() * 2 && scaled.getHeight() > wanted.height() * 2) {
			scaled = draw(scaled, (scaled.getWidth() + 1) / 2, (scaled.getHeight() + 1) / 2);
		}
		return draw(scaled, wanted.width(), wanted.height());
	}

	/** Always into a plain picture of 24 or 32 bits, whatever the file's own colours were. */
	private static BufferedImage draw(Image image, int width, int height) {
		boolean transparent = image instanceof BufferedImage buffered && buffered.getColorModel().hasAlpha();
		var drawn = new BufferedImage(width, height,
				transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_3BYTE_BGR);
		var canvas = drawn.createGraphics();
		canvas.setComposite(AlphaComposite.Src);
		canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		canvas.drawImage(image, 0, 0, width, height, null);
		canvas.dispose();
		return drawn;
	}
}
