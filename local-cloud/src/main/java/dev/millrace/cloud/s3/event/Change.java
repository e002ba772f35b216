package dev.millrace.cloud.s3.event;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What has become of an object.
 *
 * @param bytes its size, where it is there
 * @param eTag without quotes, where it is there
 * @param versionId where its bucket keeps versions
 * @param deleteMarker whether a deletion has left its versions
 */
public record Change(@Nullable Long bytes, @Nullable String eTag, @Nullable String versionId, boolean deleteMarker) {
	public static Change creation(long bytes, String eTag, @Nullable String versionId) {
		return new Change(bytes, eTag.replace("\"", ""), versionId, false);
	}

	public static Change removal(boolean deleteMarker, @Nullable String versionId) {
		return new Change(null, null, versionId, deleteMarker);
	}

	/** Of an object that is there. */
	public static Change of(HeadObjectResponse head) {
		return creation(head.contentLength(), String.valueOf(head.eTag()), head.versionId());
	}
}
