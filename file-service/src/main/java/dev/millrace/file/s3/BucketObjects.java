package dev.millrace.file.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.millrace.file.Objects;
import dev.millrace.file.Unavailable;

/** Objects in the bucket. */
final class BucketObjects implements Objects {

	private final Bucket bucket;

	BucketObjects(Bucket bucket) {
		this.bucket = bucket;
	}

	@Override
	public Optional<Found> look(String key) {
		try {
			var head = bucket.ask(s3 -> s3.headObject(look -> look.bucket(bucket.name()).key(key)));
			return Optional.of(new Found(key, head.contentLength(), head.lastModified(), eTag(head.eTag())));
		} catch (S3Exception e) {
			return orThrow(e);
		}
	}

	@Override
	public Fetched fetch(String key, Optional<String> version, Path to) {
		try (var content = open(key, version)) {
			var digest = MessageDigest.getInstance("SHA-256");
			long bytes = Files.copy(new DigestInputStream(content, digest), to);
			return new Fetched.Here(bytes, HexFormat.of().formatHex(digest.digest()));
		} catch (S3Exception e) {
			if (Bucket.isNotFound(e)) {
				return new Fetched.Gone();
			}
			throw new Unavailable("The object %s cannot be fetched: %s".formatted(key, e.getMessage()), e);
		} catch (IOException e) {
			throw new Unavailable("The object %s did not come whole: %s".formatted(key, e), e);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	private ResponseInputStream<GetObjectResponse> open(String key, Optional<String> version) {
		return bucket.ask(s3 -> s3
				.getObject(get -> get.bucket(bucket.name()).key(key).versionId(version.orElse(null))));
	}

	@Override
	public void put(String key, String mediaType, Path content, Optional<String> sha256) {
		try {
			bucket.ask(s3 -> s3.putObject(put -> put.bucket(bucket.name())
					.key(key)
					.contentType(mediaType)
					.checksumSHA256(sha256.map(BucketObjects::base64).orElse(null)),
					RequestBody.fromFile(content)));
		} catch (S3Exception e) {
			throw new Unavailable("The object %s was not taken: %s".formatted(key, e.getMessage()), e);
		}
	}

	@Override
	public void delete(String key) {
		try {
			bucket.ask(s3 -> s3.deleteObject(delete -> delete.bucket(bucket.name()).key(key)));
		} catch (S3Exception e) {
			if (!Bucket.isNotFound(e)) {
				throw e;
			}
		}
	}

	@Override
	public Listing list(String prefix, Optional<String> after, int limit) {
		var page = bucket.ask(s3 -> s3.listObjectsV2(list -> list.bucket(bucket.name())
				.prefix(prefix)
				.startAfter(after.orElse(null))
				.maxKeys(limit)));
		var found = page.contents()
				.stream()
				.map(object -> new Found(object.key(), object.size(), object.lastModified(),
						eTag(object.eTag())))
				.toList();
		boolean more = Boolean.TRUE.equals(page.isTruncated()) && !found.isEmpty();
		return new Listing(found, more ? Optional.of(found.getLast().key()) : Optional.empty());
	}

	private static Optional<String> eTag(@Nullable String quoted) {
		return Optional.ofNullable(quoted).map(text -> text.replace("\"", "")).filter(text -> !text.isEmpty());
	}

	static String base64(String hex) {
		return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
	}

	private static Optional<Found> orThrow(S3Exception e) {
		if (Bucket.isNotFound(e)) {
			return Optional.empty();
		}
		throw e;
	}
}
