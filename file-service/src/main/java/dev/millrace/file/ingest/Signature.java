package dev.millrace.file.ingest;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/**
 * Signs requests as VPC Lattice wants it: for its own service name, and without the body, which it does not read.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc-lattice/latest/ug/sigv4-authenticated-requests.html">SigV4 for Lattice</a>
 */
record Signature(AwsCredentialsProvider credentials, AwsRegionProvider region) {

	static final String SERVICE = "vpc-lattice-svcs";
	private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

	/** The headers that the request needs, its own among them. */
	Map<String, List<String>> headers(URI url, Map<String, String> own, byte[] body) {
		var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(url);
		own.forEach(request::putHeader);
		request.putHeader("x-amz-content-sha256", UNSIGNED);
		return AwsV4HttpSigner.create()
				.sign(sign -> sign.identity(credentials.resolveCredentials())
						.request(request.build())
						.payload(() -> new ByteArrayInputStream(body))
						.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
						.putProperty(AwsV4HttpSigner.REGION_NAME, region.getRegion().id())
						.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
				.request()
				.headers();
	}
}
