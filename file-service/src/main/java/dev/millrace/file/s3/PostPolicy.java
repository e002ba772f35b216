package dev.millrace.file.s3;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The fields of a form that S3 takes: each of them exactly as it is here, and content of exactly one length. The SDK has none.
 *
 * @param fields that the form must have, the key among them
 * @param bytes of the content
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">how a policy is made</a>
 */
record PostPolicy(String bucket, String region, Map<String, String> fields, long bytes) {

	private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneOffset.UTC);
	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
			.withZone(ZoneOffset.UTC);

	/** The form's fields, signed. */
	Map<String, String> signed(AwsCredentialsIdentity by, Instant now, Instant until) {
		String day = DAY.format(now).substring(0, 8);
		String scope = "%s/%s/s3/aws4_request".formatted(day, region);
		var form = new LinkedHashMap<>(fields);
		form.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
		form.put("x-amz-credential", by.accessKeyId() + "/" + scope);
		form.put("x-amz-date", SECOND.format(now));
		if (by instanceof AwsSessionCredentialsIdentity session) {
			form.put("x-amz-security-token", session.sessionToken());
		}
		String policy = Base64.getEncoder().encodeToString(JsonMapper.shared().writeValueAsBytes(policy(form, until)));
		form.put("policy", policy);
		form.put("x-amz-signature", HexFormat.of().formatHex(hmac(key(by.secretAccessKey(), day), policy)));
		return form;
	}

	private Map<String, Object> policy(Map<String, String> form, Instant until) {
		List<Object> conditions = new ArrayList<>();
		conditions.add(Map.of("bucket", bucket));
		form.forEach((name, value) -> conditions.add(List.of("eq", "$" + name, value)));
		conditions.add(List.of("content-length-range", bytes, bytes));
		return Map.of("expiration", DateTimeFormatter.ISO_INSTANT.format(until), "conditions", conditions);
	}

	private byte[] key(String secret, String day) {
		byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), day);
		for (String word : List.of(region, "s3", "aws4_request")) {
			key = hmac(key, word);
		}
		return key;
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(UTF_8));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has HmacSHA256", e);
		}
	}
}
