package dev.millrace.system.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The browser's form, its policy signed by hand as S3's documentation says. */
class S3PostContractIT extends S3Contract {
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
			.withZone(ZoneOffset.UTC);
	private static final int LARGEST = 100_000;

	@Test
	void takesWhatThePolicyAllows() throws Exception {
		var answer = post(form(Duration.ofHours(1)), "hello");

		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.headers().firstValue("ETag")).hasValue("\"5d41402abc4b2a76b9719d911017c592\"");
		assertThat(get("folder/key")).isEqualTo("hello");
		assertThat(s3.headObject(head -> head.bucket(bucket).key("folder/key")).contentType()).isEqualTo("image/png");
	}

	@Test
	void takesAFileAsLargeAsThePolicyAllowsAndNoLarger() throws Exception {
		assertThat(post(form(Duration.ofHours(1)), "x".repeat(LARGEST)).statusCode()).isEqualTo(204);
		assertThat(get("folder/key")).hasSize(LARGEST);

		refused(post(form(Duration.ofHours(1)), "x".repeat(LARGEST + 1)), 400, "EntityTooLarge");
		refused(post(form(Duration.ofHours(1)), ""), 400, "EntityTooSmall");
		assertThat(get("folder/key")).hasSize(LARGEST);
	}

	@Test
	@NotOnLocalStack("takes a field that the policy does not name")
	void refusesAnotherKeyOrTypeOrAFurtherField() throws Exception {
		var form = form(Duration.ofHours(1));

		refused(post(with(form, "key", "other"), "hello"), 403, "AccessDenied");
		refused(post(with(form, "Content-Type", "text/html"), "hello"), 403, "AccessDenied");
		refused(post(with(form, "x-amz-meta-more", "1"), "hello"), 403, "AccessDenied");
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("other"));
	}

	@Test
	@NotOnLocalStack("looks at no signature, unless S3_SKIP_SIGNATURE_VALIDATION=0")
	void refusesAPolicyThatIsNotTheSignersOrHasExpired() throws Exception {
		var form = form(Duration.ofHours(1));
		var loosened = new String(Base64.getDecoder().decode(form.get("policy")), UTF_8)
				.replace("\"eq\"", "\"starts-with\"");

		refused(post(with(form, "policy", Base64.getEncoder().encodeToString(loosened.getBytes(UTF_8))), "hello"), 403,
				"SignatureDoesNotMatch");
		var expired = post(form(Duration.ofSeconds(-1)), "hello");
		refused(expired, 403, "AccessDenied");
		assertThat(expired.body()).contains("Policy expired");
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("folder/key"));
	}

	private Map<String, String> form(Duration validity) throws Exception {
		var now = Instant.now();
		var date = TIME.format(now);
		var credential = "test/%s/us-east-1/s3/aws4_request".formatted(date.substring(0, 8));
		var policy = """
				{"expiration": "%s", "conditions": [{"bucket": "%s"}, ["eq", "$key", "folder/key"],
				{"Content-Type": "image/png"}, ["content-length-range", 1, %d],
				{"x-amz-algorithm": "AWS4-HMAC-SHA256"}, {"x-amz-credential": "%s"}, {"x-amz-date": "%s"}]}"""
				.formatted(now.plus(validity).truncatedTo(ChronoUnit.MILLIS), bucket, LARGEST, credential, date);
		var encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
		var form = new LinkedHashMap<String, String>();
		form.put("key", "folder/key");
		form.put("Content-Type", "image/png");
		form.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
		form.put("X-Amz-Credential", credential);
		form.put("X-Amz-Date", date);
		form.put("policy", encoded);
		form.put("X-Amz-Signature", signature(date.substring(0, 8), encoded));
		return form;
	}

	private static Map<String, String> with(Map<String, String> form, String name, String value) {
		var changed = new LinkedHashMap<>(form);
		changed.put(name, value);
		return changed;
	}

	private static String signature(String date, String policy) throws Exception {
		var key = "AWS4test".getBytes(UTF_8);
		for (var part : new String[]{date, "us-east-1", "s3", "aws4_request"}) {
			key = mac(key, part);
		}
		return HexFormat.of().formatHex(mac(key, policy));
	}

	private static byte[] mac(byte[] key, String text) throws Exception {
		var mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(text.getBytes(UTF_8));
	}

	private HttpResponse<String> post(Map<String, String> fields, String file) throws Exception {
		var body = new StringBuilder();
		fields.forEach((name, value) -> body
				.append("--limit\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
		body.append("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n")
				.append("Content-Type: image/png\r\n\r\n")
				.append(file)
				.append("\r\n--limit--\r\n");
		var request = HttpRequest.newBuilder(URI.create(endpoint.uri() + "/" + bucket))
				.header("Content-Type", "multipart/form-data; boundary=limit")
				.POST(BodyPublishers.ofString(body.toString()))
				.build();
		return http.send(request, BodyHandlers.ofString());
	}
}
