package dev.millrace.ingest.schema;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Schemas in a bucket.
 *
 * @param prefix of the keys; what follows it is the file's name
 */
record BucketFiles(S3Client s3, String bucket, String prefix) implements SchemaFiles {

	@Override
	public SortedMap<String, String> read() throws IOException {
		var found = new TreeMap<String, String>();
		long bytes = 0;
		try {
			for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents()) {
				if (!object.key().endsWith(SUFFIX)) {
					continue;
				}
				bytes += object.size();
				SchemaFiles.bound(found.size() + 1, bytes);
				found.put(object.key().substring(prefix.length()), text(object.key()));
			}
			return found;
		} catch (SdkException e) {
			throw new IOException("The bucket %s cannot be read: %s".formatted(bucket, e.getMessage()), e);
		}
	}

	private String text(String key) {
		return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(UTF_8);
	}
}
