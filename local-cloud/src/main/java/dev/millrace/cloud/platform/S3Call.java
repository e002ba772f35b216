package dev.millrace.cloud.platform;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A call that makes a bucket or tells it something, declared like the others: {@code "with"} holds the bucket's name and,
 * where there is a document, that under the name of its root element, in JSON as it is in XML.
 *
 * @param path with the subresource as its query
 * @param body the document, empty where there is none
 */
record S3Call(String path, String body) {
	private static final String SERVICE = "S3.";
	private static final String BUCKET = "Bucket";
	private static final Map<String, String> SUBRESOURCES = Map.of("CreateBucket", "", "PutBucketCors", "?cors",
			"PutBucketNotificationConfiguration", "?notification", "PutBucketLifecycleConfiguration", "?lifecycle");

	static boolean isOne(String call) {
		return call.startsWith(SERVICE);
	}

	static S3Call of(String call, JsonNode with) {
		var subresource = SUBRESOURCES.get(call.substring(SERVICE.length()));
		if (subresource == null) {
			throw new IllegalArgumentException(call + " is no call that the platform's resources know");
		}
		var body = new StringBuilder();
		with.propertyStream()
				.filter(entry -> !entry.getKey().equals(BUCKET))
				.forEach(
						entry -> append(body, entry.getKey(), entry.getValue()));
		return new S3Call("/" + with.get(BUCKET).stringValue() + subresource, body.toString());
	}

	private static void append(StringBuilder xml, String name, JsonNode value) {
		if (value.isArray()) {
			value.forEach(element -> append(xml, name, element));
			return;
		}
		xml.append('<').append(name).append('>');
		if (value.isObject()) {
			value.propertyStream().forEach(entry -> append(xml, entry.getKey(), entry.getValue()));
		} else {
			xml.append(value.asString().replace("&", "&amp;").replace("<", "&lt;"));
		}
		xml.append("</").append(name).append('>');
	}
}
