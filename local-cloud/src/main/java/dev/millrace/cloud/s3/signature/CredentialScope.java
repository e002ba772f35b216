package dev.millrace.cloud.s3.signature;

import java.util.regex.Pattern;

import dev.millrace.cloud.s3.protocol.S3Error;

/** Who signed, and for what: {@code key/20260101/us-east-1/s3/aws4_request}. */
record CredentialScope(String accessKey, String date, String region, String service) {
	private static final Pattern FORM = Pattern.compile("(.+)/([0-9]{8})/([^/]+)/([^/]+)/aws4_request");

	static CredentialScope of(String credential) {
		var parts = FORM.matcher(credential);
		if (!parts.matches()) {
			throw new S3Error(400, "AuthorizationQueryParametersError",
					"Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; "
							+ "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
		}
		return new CredentialScope(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
	}

	String withoutKey() {
		return String.join("/", date, region, service, "aws4_request");
	}
}
