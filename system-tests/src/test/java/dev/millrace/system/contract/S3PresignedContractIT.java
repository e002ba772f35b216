package dev.millrace.system.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import static org.assertj.core.api.Assertions.assertThat;

class S3PresignedContractIT extends S3Contract {
	private static final Duration HOUR = Duration.ofHours(1);

	@ParameterizedTest
	@ValueSource(strings = {"plain", "ünï/日本語 +1%.txt", "a//b/../c"})
	void givesAStrangerOneObjectToRead(String key) throws Exception {
		put(key, "hello");

		var url = presigner.presignGetObject(
				presign -> presign.signatureDuration(HOUR).getObjectRequest(get -> get.bucket(bucket).key(key)));

		assertThat(send(url, "").body()).isEqualTo("hello");
	}

	@Test
	void namesAndTypesTheAnswerAsItsSignerSays() throws Exception {
		put("key", "hello");

		var answer = send(presigner.presignGetObject(presign -> presign.signatureDuration(HOUR)
				.getObjectRequest(get -> get.bucket(bucket)
						.key("key")
						.responseContentType("text/x-other")
						.responseContentDisposition("attachment; filename*=UTF-8''%C3%A4.txt"))),
				"");

		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x-other");
		assertThat(answer.headers().firstValue("Content-Disposition"))
				.hasValue("attachment; filename*=UTF-8''%C3%A4.txt");
	}

	/** One that is still being sent when it is refused, too. */
	@ParameterizedTest
	@ValueSource(ints = {10, 700_000})
	@NotOnLocalStack("looks at no signature, unless S3_SKIP_SIGNATURE_VALIDATION=0")
	void letsAStrangerWriteOneObjectOfOneType(int length) throws Exception {
		var url = presigner.presignPutObject(presign -> presign.signatureDuration(HOUR)
				.putObjectRequest(put -> put.bucket(bucket).key("key").contentType("text/x-greeting")));

		assertThat(send(url, "hello").statusCode()).isEqualTo(200);

		assertThat(get("key")).isEqualTo("hello");
		assertThat(s3.headObject(head -> head.bucket(bucket).key("key")).contentType()).isEqualTo("text/x-greeting");
		var otherType = HttpRequest.newBuilder(url.url().toURI())
				.header("Content-Type", "text/html")
				.PUT(BodyPublishers.ofString("x".repeat(length)))
				.build();
		refused(http.send(otherType, BodyHandlers.ofString()), 403, "SignatureDoesNotMatch");
	}

	/** As curl names each body of which it is told nothing. */
	@ParameterizedTest
	@ValueSource(ints = {5, 300_000, 3_000_000})
	void takesABodyThatIsAFormByName(int length) throws Exception {
		var url = presigner.presignPutObject(
				presign -> presign.signatureDuration(HOUR).putObjectRequest(put -> put.bucket(bucket).key("key")));
		String body = "a=b&c".repeat(length / 5);
		var request = HttpRequest.newBuilder(url.url().toURI())
				.header("Content-Type", "application/x-www-form-urlencoded")
				.PUT(BodyPublishers.ofString(body))
				.build();

		assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

		assertThat(get("key")).isEqualTo(body);
	}

	@Test
	void letsAStrangerUploadParts() throws Exception {
		var id = s3.createMultipartUpload(create -> create.bucket(bucket).key("key")).uploadId();
		var url = presigner.presignUploadPart(presign -> presign.signatureDuration(HOUR)
				.uploadPartRequest(part -> part.bucket(bucket).key("key").uploadId(id).partNumber(1)));

		var eTag = send(url, "hello").headers().firstValue("ETag").orElseThrow();

		s3.completeMultipartUpload(complete -> complete.bucket(bucket)
				.key("key")
				.uploadId(id)
				.multipartUpload(
						upload -> upload.parts(List.of(CompletedPart.builder().partNumber(1).eTag(eTag).build()))));
		assertThat(get("key")).isEqualTo("hello");
	}

	@Test
	@NotOnLocalStack("looks at no signature, unless S3_SKIP_SIGNATURE_VALIDATION=0")
	void refusesWhatHasBeenTamperedWith() throws Exception {
		put("key", "hello");
		put("other", "secret");
		var url = presigner.presignGetObject(
				presign -> presign.signatureDuration(HOUR).getObjectRequest(get -> get.bucket(bucket).key("key")))
				.url()
				.toString();

		refused(follow(url.replace("/key?", "/other?")), 403, "SignatureDoesNotMatch");
		refused(follow(url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200")), 403, "SignatureDoesNotMatch");
		refused(follow(url + "&response-content-type=text/html"), 403, "SignatureDoesNotMatch");
		refused(follow(url.replaceAll("X-Amz-Signature=.", "X-Amz-Signature=z")), 403, "SignatureDoesNotMatch");
		refused(http.send(HttpRequest.newBuilder(URI.create(url)).DELETE().build(), BodyHandlers.ofString()), 403,
				"SignatureDoesNotMatch");
		assertThat(get("key")).isEqualTo("hello");
	}

	@Test
	@NotOnLocalStack("looks at no signature, unless S3_SKIP_SIGNATURE_VALIDATION=0")
	void refusesWhatHasExpired() throws Exception {
		put("key", "hello");
		var url = presigner.presignGetObject(presign -> presign.signatureDuration(Duration.ofSeconds(1))
				.getObjectRequest(get -> get.bucket(bucket).key("key")));

		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(url.expiration()));

		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			var answer = send(url, "");
			refused(answer, 403, "AccessDenied");
			assertThat(answer.body()).contains("<Message>Request has expired</Message>");
		});
	}

	private static HttpResponse<String> follow(String url) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
	}
}
