package dev.millrace.cloud;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The services of AWS, and how to tell from a request which of them it is for: as LocalStack tells them apart. */
enum AwsService {
	DYNAMODB("DynamoDB_20120810."),
	DYNAMODB_STREAMS("DynamoDBStreams_20120810."),
	KINESIS("Kinesis_20131202."),
	SQS("AmazonSQS."),
	EVENTS("AWSEvents."),
	MONITORING("GraniteServiceVersion20100801."),
	S3("AmazonS3.");

	static final String ADMIN_PATH = "/_millrace/";
	/** Credential=key/date/region/service/aws4_request, as signature version 4 has it in the Authorization header. */
	private static final Pattern SCOPE = Pattern.compile("Credential=.*/[0-9]{8}/[^/]*/([^/]+)/aws4_request");
	private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([\\w-]+)/[0-9]{8}/");
	private static final Pattern QUEUE_PATH = Pattern.compile("/(queue|[0-9]{12})/.+");

	private final String target;

	AwsService(String target) {
		this.target = target;
	}

	/** By target header, else by the scope of the credentials, else by path; what nothing else claims is S3's. */
	static AwsService of(Request request) {
		return byTarget(request).or(() -> byScope(request))
				.or(() -> byAdminPath(request))
				.orElseGet(
						() -> isQueueRequest(request) ? SQS : S3);
	}

	/** The name as it is spelled in credential scopes and in our own paths. */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace("_", "");
	}

	private static Optional<AwsService> byTarget(Request request) {
		var target = request.getHeaders().get("X-Amz-Target");
		return Arrays.stream(values()).filter(service -> target != null && target.startsWith(service.target)).findAny();
	}

	/** Whoever signed, in the header or in a presigned URL; empty too where the key has other characters than a word's. */
	static Optional<String> accessKey(Request request) {
		return signature(request).map(ACCESS_KEY::matcher).filter(Matcher::find).map(key -> key.group(1));
	}

	private static Optional<AwsService> byScope(Request request) {
		return signature(request).map(SCOPE::matcher)
				.filter(Matcher::find)
				.flatMap(scope -> byId(scope.group(1)));
	}

	private static Optional<String> signature(Request request) {
		var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
		return Optional.ofNullable(authorization != null ? authorization : presigned(request));
	}

	/** The scope of a presigned URL, with its slashes as they are in a header. */
	private static @Nullable String presigned(Request request) {
		var query = request.getHttpURI().getQuery();
		return query == null ? null : query.replace("%2F", "/");
	}

	private static Optional<AwsService> byAdminPath(Request request) {
		var path = Request.getPathInContext(request);
		return Arrays.stream(values()).filter(service -> path.startsWith(ADMIN_PATH + service.id() + "/")).findAny();
	}

	private static Optional<AwsService> byId(String id) {
		return Arrays.stream(values()).filter(service -> service.id().equals(id)).findAny();
	}

	private static boolean isQueueRequest(Request request) {
		var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
		return QUEUE_PATH.matcher(Request.getPathInContext(request)).matches()
				|| (type != null && type.startsWith("application/x-www-form-urlencoded"));
	}
}
