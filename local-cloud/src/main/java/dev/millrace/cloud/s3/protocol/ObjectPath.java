package dev.millrace.cloud.s3.protocol;

import java.util.regex.Pattern;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What a request is about: a bucket, an object in it, or neither (both empty).
 *
 * @param encoded the path as the engine takes it, the bucket in front, percent-encoded
 */
public record ObjectPath(String bucket, String key, String encoded) {
	/** bucket.s3.localhost.localstack.cloud, bucket.s3.us-east-1.amazonaws.com, bucket.s3.localhost. */
	private static final Pattern VIRTUAL_HOST = Pattern.compile("(.+)\\.s3[.-].+");

	/** Of the bucket in the path or, as clients other than local ones have it, in the host. */
	public static ObjectPath of(Request request) {
		var path = request.getHttpURI().getPath();
		var host = VIRTUAL_HOST.matcher(host(request));
		return ofPath(host.matches() ? "/" + host.group(1) + path : path);
	}

	/** The host as the client wrote it, with the port if it has one: what is signed. */
	public static String host(Request request) {
		var header = request.getHeaders().get(HttpHeader.HOST);
		return header != null ? header : String.valueOf(request.getHttpURI().getAuthority());
	}

	public boolean isBucket() {
		return !bucket.isEmpty() && key.isEmpty();
	}

	/** A segment of dots is a part of a key like any other, whereas a URI loses it unless it is encoded. */
	private static ObjectPath ofPath(String path) {
		var parts = path.substring(1).split("/", 2);
		var key = parts.length > 1 ? Encoding.decoded(parts[1]) : "";
		var encoded = Encoding.canonicalPath(path)
				.replaceAll("(?<=/)\\.(?=/|$)", "%2E")
				.replaceAll(
						"(?<=/)\\.\\.(?=/|$)", "%2E%2E");
		return new ObjectPath(Encoding.decoded(parts[0]), key, encoded);
	}
}
