package dev.millrace.inspection.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;

/** Looks into JPEG, PNG, GIF and WebP. */
public final class ImageInspection {

	static {
		// Not even small pictures are spooled to the disk.
		ImageIO.setUseCache(false);
	}

	private final ImageBudget budget;
	private final Optional<TurboJpeg> turbo;

	private ImageInspection(ImageBudget budget, Optional<TurboJpeg> turbo) {
		this.budget = budget;
		this.turbo = turbo;
	}

	/** With libturbojpeg where it is to be had, else without. */
	public static ImageInspection with(ImageBudget budget) {
		return new ImageInspection(budget, TurboJpeg.load());
	}

	/** With what every Java has. */
	public static ImageInspection portable(ImageBudget budget) {
		return new ImageInspection(budget, Optional.empty());
	}

	/** What decodes a JPEG, for the log. */
	public String decoder() {
		return turbo.isPresent() ? "libturbojpeg" : "ImageIO (libturbojpeg is not on this machine)";
	}

	/** Judges the header, then makes the thumbnails. */
	public Inspection read(Path file, String mediaType, Workspace workspace) throws IOException, Refusal {
		var json = new LinkedHashMap<String, Object>();
		boolean inks = mediaType.equals("image/jpeg") && JpegScan.of(file).inks();
		Dimensions whole;
		try (var picture = Picture.open(file, mediaType)) {
			whole = picture.dimensions();
			whole.admit(budget.pixels());
			if (mediaType.equals("image/gif") || mediaType.equals("image/webp")) {
				json.put("frames", picture.frames(budget.frames()));
			}
		}
		var camera = Camera.of(file);
		var upright = camera.orientation().swapsSides() ? whole.turned() : whole;
		json.put("width", upright.width());
		json.put("height", upright.height());
		camera.putInto(json, budget.gpsPosition());
		return new Inspection.Processed(mediaType, json,
				thumbnails(decoder(mediaType, inks), file, whole, camera.orientation(), workspace));
	}

	private Decoder decoder(String mediaType, boolean inks) {
		boolean fast = mediaType.equals("image/jpeg") && !inks && turbo.isPresent();
		return fast ? turbo.orElseThrow() : new ImageIoDecoder(mediaType);
	}

	/** From the largest down, each from the one before. */
	private List<Derivative> thumbnails(Decoder decoder, Path file, Dimensions whole, Orientation orientation,
			Workspace workspace) throws IOException, Refusal {
		var sizes = budget.thumbnailSizes().stream().sorted(Comparator.reverseOrder()).toList();
		if (sizes.isEmpty()) {
			return List.of();
		}
		var derivatives = new ArrayList<Derivative>();
		BufferedImage image = decoder.decode(file, whole, sizes.getFirst());
		for (int size : sizes) {
			image = Scaling.to(whole.within(size), image);
			derivatives.add(Encoding.write(orientation.upright(image), "thumbnail-" + size, workspace));
		}
		return derivatives;
	}
}
