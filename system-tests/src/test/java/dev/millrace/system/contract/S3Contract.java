package dev.millrace.system.contract;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the tests of S3 have in common: clients, and a bucket of its own for each test. */
abstract class S3Contract {
	@RegisterExtension
	static final Endpoint endpoint = new Endpoint();

	/** A pair that checks signatures where any pair is accepted: LocalStack's own. */
	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
			.create(AwsBasicCredentials.create("test", "test"));
	static final HttpClient http = HttpClient.newHttpClient();

	final S3Client s3 = S3Client.builder()
			.endpointOverride(endpoint.uri())
			.region(Region.US_EAST_1)
			.credentialsProvider(CREDENTIALS)
			.forcePathStyle(true)
			.httpClientBuilder(ApacheHttpClient.builder())
			.build();
	final S3Presigner presigner = S3Presigner.builder()
			.endpointOverride(endpoint.uri())
			.region(Region.US_EAST_1)
			.credentialsProvider(CREDENTIALS)
			.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
			.build();
	final String bucket = "contract-" + UUID.randomUUID();

	@BeforeEach
	void makeBucket() {
		s3.createBucket(request -> request.bucket(bucket));
	}

	@AfterEach
	void close() {
		presigner.close();
		s3.close();
	}

	PutObjectResponse put(String key, String content) {
		return put(key, content, _ -> {});
	}

	PutObjectResponse put(String key, String content, Consumer<PutObjectRequest.Builder> how) {
		return s3.putObject(request -> how.accept(request.bucket(bucket).key(key)), RequestBody.fromString(content));
	}

	String get(String key) {
		return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
	}

	/** Makes a presigned request with nothing but what its signer says, as a stranger would. */
	static HttpResponse<String> send(PresignedRequest presigned, String body) throws Exception {
		var request = HttpRequest.newBuilder(presigned.url().toURI())
				.method(presigned.httpRequest().method().name(),
						body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		presigned.signedHeaders()
				.forEach((name, values) -> values.stream()
						.filter(_ -> !name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length"))
						.forEach(value -> request.header(name, value)));
		return http.send(request.build(), BodyHandlers.ofString());
	}

	static void refused(String code, ThrowingCallable call) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(call)
				.satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
	}

	static void refused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.body()).contains("<Code>" + code + "</Code>");
		assertThat(answer.statusCode()).isEqualTo(status);
	}
}
