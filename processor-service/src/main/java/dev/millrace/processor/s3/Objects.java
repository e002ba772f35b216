package dev.millrace.processor.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import dev.millrace.processor.Gzip;
import dev.millrace.processor.Unavailable;

/** The objects of one bucket: compressed where that makes them smaller, which their Content-Encoding tells. */
final class Objects {

	private static final String GZIP = "gzip";

	private final S3Client client;
	private final String bucket;

	Objects(S3Client client, String bucket) {
		this.client = client;
		this.bucket = bucket;
	}

	String bucket() {
		return bucket;
	}

	/**
	 * Puts an object; an object of that key is replaced.
	 *
	 * @throws Unavailable if it is not there, or may not be
	 */
	void put(String key, String contentType, byte[] bytes) {
		byte[] packed = Gzip.pack(bytes);
		boolean helps = packed.length < bytes.length;
		try {
			client.putObject(put -> put.bucket(bucket)
					.key(key)
					.contentType(contentType)
					.contentEncoding(helps ? GZIP : null), RequestBody.fromBytes(helps ? packed : bytes));
		} catch (SdkException e) {
			throw new Unavailable("The object %s/%s cannot be put: %s".formatted(bucket, key, e.getMessage()), e);
		}
	}

	/** What was put there; its exceptions are those of {@link dev.millrace.processor.LargeEvents#read}. */
	byte[] get(String key) {
		try {
			var object = client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
			byte[] bytes = object.asByteArrayUnsafe();
			return isPacked(object.response()) ? Gzip.unpack(bytes) : bytes;
		} catch (NoSuchKeyException e) {
			throw new IllegalStateException("The object %s/%s is not there".formatted(bucket, key), e);
		} catch (SdkException e) {
			throw new Unavailable("The object %s/%s cannot be read: %s".formatted(bucket, key, e.getMessage()), e);
		}
	}

	private static boolean isPacked(GetObjectResponse answer) {
		return GZIP.equals(answer.contentEncoding());
	}
}
