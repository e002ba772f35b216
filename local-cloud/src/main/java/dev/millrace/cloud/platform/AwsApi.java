package dev.millrace.cloud.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/** The protocols of AWS, as far as an emulator needs it: signatures are not checked there, only looked for. */
public final class AwsApi {
	/** LocalStack loads a service when it is first called. */
	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** LocalStack answers a request that offers to go on with HTTP/2, as Java's do, with an empty document. */
	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final URI endpoint;

	public AwsApi(URI endpoint) {
		this.endpoint = endpoint;
	}

	/** Sends one call, such as {@code AmazonSQS.SendMessage}. */
	public Answer call(String target, JsonNode parameters) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(endpoint)
				.timeout(TIMEOUT)
				.header("X-Amz-Target", target)
				.header("Content-Type",
						"application/x-amz-json-" + (target.matches("(Kinesis|AWSEvents).*") ? "1.1" : "1.0"))
				.header("Authorization", signature(scope(target)))
				.POST(BodyPublishers.ofString(parameters.toString()))
				.build();
		return send(request);
	}

	/** Sends one call of S3, such as {@code S3.CreateBucket}, which has a method and a path instead of a target. */
	Answer call(S3Call call) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(endpoint.resolve(call.path()))
				.timeout(TIMEOUT)
				.header("Content-Type", "application/xml")
				.header("Authorization", signature("s3"))
				.PUT(BodyPublishers.ofString(call.body()))
				.build());
	}

	private Answer send(HttpRequest request) throws IOException, InterruptedException {
		var response = http.send(request, BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body());
	}

	private static String signature(String scope) {
		return "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/" + scope
				+ "/aws4_request, SignedHeaders=host, Signature=0";
	}

	private static String scope(String target) {
		if (target.startsWith("AmazonSQS")) {
			return "sqs";
		}
		if (target.startsWith("AWSEvents")) {
			return "events";
		}
		return target.startsWith("Kinesis") ? "kinesis" : "dynamodb";
	}

	/** An answer with its status and its JSON document. */
	public record Answer(int status, String body) {
		private static final Pattern EXISTS = Pattern
				.compile("ResourceInUseException|QueueAlreadyExists|QueueNameExists|ResourceAlreadyExistsException"
						+ "|BucketAlreadyOwnedByYou|BucketAlreadyExists");
		private static final Pattern ABSENT = Pattern.compile("QueueDoesNotExist|NonExistentQueue");

		public boolean isSuccess() {
			return status == 200;
		}

		/** Of a queue that was asked for. */
		public boolean saysThatItDoesNotExist() {
			return !isSuccess() && ABSENT.matcher(body).find();
		}

		boolean saysThatItExists() {
			return EXISTS.matcher(body).find();
		}

		boolean has(String field, String value) {
			return isSuccess() && Pattern.compile("\"%s\"\\s*:\\s*\"%s\"".formatted(field, value)).matcher(body).find();
		}

		@Override
		public String toString() {
			return status + ": " + body;
		}
	}
}
