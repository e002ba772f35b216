package dev.millrace.cloud.s3.signature;

import org.junit.jupiter.api.Test;

import dev.millrace.cloud.s3.protocol.S3Error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The example of a presigned URL in S3's documentation of signature version 4. */
class SigningKeyTests {
	private static final CredentialScope SCOPE = CredentialScope
			.of("AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request");
	private static final String SIGNATURE = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
	private static final String TO_SIGN = """
			AWS4-HMAC-SHA256
			20130524T000000Z
			20130524/us-east-1/s3/aws4_request
			3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04""";

	@Test
	void signsAsTheDocumentationDoes() {
		var key = SigningKey.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", SCOPE);

		assertThat(key.signed(TO_SIGN, SIGNATURE)).isTrue();
		assertThat(key.signed(TO_SIGN, SIGNATURE.replace('a', 'b'))).isFalse();
		assertThat(key.signed(TO_SIGN + "\n", SIGNATURE)).isFalse();
	}

	@Test
	void anotherSecretSignsOtherwise() {
		assertThat(SigningKey.of("another", SCOPE).signed(TO_SIGN, SIGNATURE)).isFalse();
	}

	@Test
	void aKeyThatIsNotListedIsItsOwnSecret() {
		assertThat(Secrets.of("").of(SCOPE)).isEqualTo("AKIAIOSFODNN7EXAMPLE");
		assertThat(Secrets.of("a=b, AKIAIOSFODNN7EXAMPLE=se=cret").of(SCOPE)).isEqualTo("se=cret");
	}

	@Test
	void aPairThatIsNoneIsRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Secrets.of("a"))
				.withMessageContaining("'a'");
	}

	@Test
	void aScopeThatIsNoneIsRefused() {
		assertThatExceptionOfType(S3Error.class).isThrownBy(() -> CredentialScope.of("key/2013/us-east-1/s3"));
	}
}
