package dev.millrace.file.s3;

import java.net.URI;
import java.util.Optional;

import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import dev.millrace.file.Downloads;
import dev.millrace.file.FileSettings;

/** Content from the bucket: by a link, or through here. */
final class BucketDownloads implements Downloads {

	private static final int NOT_SATISFIABLE = 416;

	private final Bucket bucket;
	private final S3Presigner presigner;
	private final FileSettings settings;

	BucketDownloads(Bucket bucket, S3Presigner presigner, FileSettings settings) {
		this.bucket = bucket;
		this.presigner = presigner;
		this.settings = settings;
	}

	@Override
	public URI link(String key, String mediaType, String disposition) {
		return URI.create(presigner.presignGetObject(presign -> presign.signatureDuration(settings.urlFor())
				.getObjectRequest(get -> get.bucket(bucket.name())
						.key(key)
						.responseContentType(mediaType)
						.responseContentDisposition(disposition)
						.responseCacheControl("private, no-store")))
				.url()
				.toString());
	}

	@Override
	public Opened open(String key, Optional<String> range) {
		try {
			var content = bucket.ask(s3 -> s3
					.getObject(get -> get.bucket(bucket.name()).key(key).range(range.orElse(null))));
			var answer = content.response();
			var download = new Download(content);
			return answer.contentRange() == null
					? new Opened.Whole(download, answer.contentLength())
					: new Opened.Part(download, answer.contentLength(), answer.contentRange());
		} catch (S3Exception e) {
			return switch (e.statusCode()) {
				case NOT_SATISFIABLE -> new Opened.NotSatisfiable();
				case 404 -> new Opened.Gone();
				default -> throw e;
			};
		}
	}
}
