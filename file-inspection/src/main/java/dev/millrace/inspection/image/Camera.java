package dev.millrace.inspection.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;

/** What the camera wrote into a picture, of which only a few things are told. */
final class Camera {

	private static final int TEXT = 200;

	private final Metadata metadata;

	private Camera(Metadata metadata) {
		this.metadata = metadata;
	}

	/** Damage among what the camera wrote is none of the picture. */
	static Camera of(Path file) throws IOException {
		try {
			return new Camera(ImageMetadataReader.readMetadata(file.toFile()));
		} catch (ImageProcessingException _) {
			return new Camera(new Metadata());
		}
	}

	Orientation orientation() {
		var exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
		try {
			return exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
					? Orientation.UPRIGHT
					: Orientation.of(exif.getInt(ExifIFD0Directory.TAG_ORIENTATION));
		} catch (MetadataException _) {
			return Orientation.UPRIGHT;
		}
	}

	void putInto(Map<String, Object> json, boolean gpsPosition) {
		takenAt().ifPresent(time -> json.put("takenAt", time));
		var camera = new LinkedHashMap<String, Object>();
		text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE).ifPresent(make -> camera.put("make", make));
		text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL).ifPresent(model -> camera.put("model", model));
		if (!camera.isEmpty()) {
			json.put("camera", camera);
		}
		json.put("orientation", orientation().exif());
		var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
		json.put("hadGps", gps != null
				&& (gps.containsTag(GpsDirectory.TAG_LATITUDE) || gps.containsTag(GpsDirectory.TAG_LONGITUDE)));
		if (gpsPosition && gps != null && gps.getGeoLocation() != null) {
			var place = gps.getGeoLocation();
			json.put("gps", Map.of("latitude", place.getLatitude(), "longitude", place.getLongitude()));
		}
	}

	/** The camera's local time, 2008-05-30T15:56:01; with its zone where it wrote one. */
	private Optional<String> takenAt() {
		var zone = text(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)
				.filter(text -> text.matches("[+-]\\d\\d:\\d\\d"))
				.orElse("");
		return text(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL)
				.filter(text -> text.matches("\\d{4}:\\d\\d:\\d\\d \\d\\d:\\d\\d:\\d\\d") && !text.startsWith("0000"))
				.map(text -> text.substring(0, 10).replace(':', '-') + "T" + text.substring(11) + zone);
	}

	private <T extends Directory> Optional<String> text(Class<T> type, int tag) {
		return metadata.getDirectoriesOfType(type)
				.stream()
				.map(directory -> directory.getString(tag))
				.filter(text -> text != null && !text.isBlank())
				.findFirst()
				.map(text -> text.strip().substring(0, Math.min(TEXT, text.strip().length())));
	}
}
