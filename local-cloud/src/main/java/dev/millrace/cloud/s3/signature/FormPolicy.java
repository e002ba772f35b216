package dev.millrace.cloud.s3.signature;

import java.util.Map;

import org.gaul.s3proxy.auth.PostPolicy;

import dev.millrace.cloud.s3.protocol.S3Error;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks a browser's form: that its policy is signed, still holds, and allows what the form brings. */
public final class FormPolicy {
	private final Secrets secrets;

	public FormPolicy(Secrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * Throws S3Error or, from the policy itself, an exception of the engine.
	 *
	 * @param fields of the form, by their names in lower case, and the bucket
	 * @param bytes of the file
	 */
	public void check(Map<String, String> fields, long bytes) {
		var policy = required(fields, "policy");
		if (!required(fields, "x-amz-algorithm").equals("AWS4-HMAC-SHA256")) {
			throw S3Error.invalidArgument("Bucket POST must be signed with x-amz-algorithm AWS4-HMAC-SHA256.");
		}
		var scope = CredentialScope.of(required(fields, "x-amz-credential"));
		if (!SigningKey.of(secrets.of(scope), scope).signed(policy, required(fields, "x-amz-signature"))) {
			throw new S3Error(403, "SignatureDoesNotMatch",
					"The request signature we calculated does not match the signature you provided. Check your key and signing method.");
		}
		PostPolicy.parse(policy.getBytes(UTF_8)).evaluate(fields, bytes);
	}

	private static String required(Map<String, String> fields, String name) {
		var value = fields.get(name);
		if (value == null) {
			throw S3Error.accessDenied("A form without the field " + name + " is not authorized.");
		}
		return value;
	}
}
