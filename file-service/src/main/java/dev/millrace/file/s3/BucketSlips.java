package dev.millrace.file.s3;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import dev.millrace.file.FileSettings;
import dev.millrace.file.Keys;
import dev.millrace.file.Slips;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Upload;

/** Slips that S3 itself honours. */
final class BucketSlips implements Slips {

	private final Bucket bucket;
	private final S3Presigner presigner;
	private final Addresses addresses;
	private final AwsCredentialsProvider credentials;
	private final FileSettings settings;
	private final InstantSource clock;

	BucketSlips(Bucket bucket, S3Presigner presigner, Addresses addresses, AwsCredentialsProvider credentials,
			FileSettings settings, InstantSource clock) {
		this.bucket = bucket;
		this.presigner = presigner;
		this.addresses = addresses;
		this.credentials = credentials;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public String begin(String file, String contentType) {
		return bucket.ask(s3 -> s3.createMultipartUpload(
				create -> create.bucket(bucket.name()).key(Keys.content(file)).contentType(contentType))).uploadId();
	}

	@Override
	public Form form(StoredFile file) {
		var fields = new LinkedHashMap<String, String>();
		fields.put("key", Keys.content(file.id()));
		fields.put("Content-Type", file.upload().contentType());
		file.upload().sha256().ifPresent(sha256 -> {
			fields.put("x-amz-checksum-algorithm", "SHA256");
			fields.put("x-amz-checksum-sha256", BucketObjects.base64(sha256));
		});
		Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
		var policy = new PostPolicy(bucket.name(), addresses.region(), fields, file.upload().bytes());
		return new Form(addresses.bucket(),
				policy.signed(credentials.resolveCredentials(), now, now.plus(goodFor(file))));
	}

	@Override
	public URI part(StoredFile file, Upload.Multipart multipart, int number) {
		return URI.create(presigner.presignUploadPart(presign -> presign.signatureDuration(goodFor(file))
				.uploadPartRequest(part -> part.bucket(bucket.name())
						.key(Keys.content(file.id()))
						.uploadId(multipart.id())
						.partNumber(number)
						.contentLength(multipart.bytesOf(number, file.upload().bytes()))))
				.url()
				.toString());
	}

	@Override
	public List<Part> parts(StoredFile file, Upload.Multipart multipart) {
		try {
			return bucket.ask(s3 -> s3
					.listPartsPaginator(list -> list.bucket(bucket.name())
							.key(Keys.content(file.id()))
							.uploadId(multipart.id()))
					.parts()
					.stream()
					.map(part -> new Part(part.partNumber(), part.size(), part.eTag()))
					.toList());
		} catch (S3Exception e) {
			if (Bucket.isNotFound(e)) {
				return List.of();
			}
			throw e;
		}
	}

	@Override
	public void complete(StoredFile file, Upload.Multipart multipart, List<Part> parts) {
		var completed = parts.stream()
				.map(part -> CompletedPart.builder().partNumber(part.number()).eTag(part.eTag()).build())
				.toList();
		try {
			bucket.ask(s3 -> s3.completeMultipartUpload(complete -> complete.bucket(bucket.name())
					.key(Keys.content(file.id()))
					.uploadId(multipart.id())
					.multipartUpload(CompletedMultipartUpload.builder().parts(completed).build())));
		} catch (S3Exception e) {
			if (!Bucket.isNotFound(e)) {
				throw e;
			}
		}
	}

	@Override
	public void abort(String file, Upload.Multipart multipart) {
		try {
			bucket.ask(s3 -> s3.abortMultipartUpload(
					abort -> abort.bucket(bucket.name()).key(Keys.content(file)).uploadId(multipart.id())));
		} catch (S3Exception e) {
			if (!Bucket.isNotFound(e)) {
				throw e;
			}
		}
	}

	/** No longer than the slip, and never so short that signing fails. */
	private Duration goodFor(StoredFile file) {
		var left = Duration.between(clock.instant(), file.upload().expiresAt());
		var good = left.compareTo(settings.urlFor()) < 0 ? left : settings.urlFor();
		return good.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : good;
	}
}
