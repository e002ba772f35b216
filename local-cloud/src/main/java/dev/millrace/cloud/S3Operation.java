package dev.millrace.cloud;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jetty.server.Request;

import dev.millrace.cloud.s3.protocol.Query;

/** Which operation a request is to S3, the one service that does not name it: by method, path and the names in the query. */
final class S3Operation {
	private static final Map<String, String> OF_OBJECTS = Map.of("GET", "GetObject", "HEAD", "HeadObject", "PUT",
			"PutObject", "DELETE", "DeleteObject", "POST ?uploads", "CreateMultipartUpload", "PUT ?uploadId",
			"UploadPart", "GET ?uploadId", "ListParts", "POST ?uploadId", "CompleteMultipartUpload",
			"DELETE ?uploadId", "AbortMultipartUpload");
	private static final Map<String, String> OF_BUCKETS = Map.of("GET", "ListObjects", "GET ?list-type",
			"ListObjectsV2", "GET ?uploads", "ListMultipartUploads", "GET ?cors", "GetBucketCors", "GET ?notification",
			"GetBucketNotificationConfiguration", "HEAD", "HeadBucket", "POST ?delete", "DeleteObjects");

	private S3Operation() {}

	/** Empty for what makes a bucket or sets something about one, and for what is none. */
	static Optional<String> of(Request request) {
		var operations = isAboutAnObject(request.getHttpURI().getPath()) ? OF_OBJECTS : OF_BUCKETS;
		return Query.of(request)
				.parameters()
				.stream()
				.map(parameter -> operations.get(request.getMethod() + " ?" + parameter.name()))
				.filter(Objects::nonNull)
				.findFirst()
				.or(() -> Optional.ofNullable(operations.get(request.getMethod())));
	}

	private static boolean isAboutAnObject(String path) {
		int key = path.indexOf('/', 1) + 1;
		return key > 0 && key < path.length();
	}
}
