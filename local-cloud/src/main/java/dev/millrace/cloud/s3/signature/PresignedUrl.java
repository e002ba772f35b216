package dev.millrace.cloud.s3.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

import dev.millrace.cloud.s3.protocol.Encoding;
import dev.millrace.cloud.s3.protocol.ObjectPath;
import dev.millrace.cloud.s3.protocol.Query;
import dev.millrace.cloud.s3.protocol.S3Error;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks a request whose signature is in its query, as S3's "Authenticating requests: using query parameters" says. */
public final class PresignedUrl {
	private static final String ALGORITHM = "AWS4-HMAC-SHA256";
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
			.withZone(ZoneOffset.UTC);
	private static final Duration LONGEST = Duration.ofDays(7);
	private static final Duration SKEW = Duration.ofMinutes(15);

	private final Secrets secrets;
	private final InstantSource clock;

	public PresignedUrl(Secrets secrets, InstantSource clock) {
		this.secrets = secrets;
		this.clock = clock;
	}

	public static boolean isOne(Query query) {
		return query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature");
	}

	/** Throws S3Error where the request is not what was signed, or no longer (or not yet) may be made. */
	public void check(Request request, Query query) {
		if (!required(query, "X-Amz-Algorithm").equals(ALGORITHM)) {
			throw invalid("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
		}
		var scope = CredentialScope.of(required(query, "X-Amz-Credential"));
		var signedHeaders = Arrays.asList(required(query, "X-Amz-SignedHeaders").split(";", -1));
		checkTime(query);
		checkHeaders(request, signedHeaders);
		var toSign = String.join("\n", ALGORITHM, required(query, "X-Amz-Date"), scope.withoutKey(),
				sha256(canonical(request, query, signedHeaders)));
		var key = SigningKey.of(secrets.of(scope), scope);
		if (!key.signed(toSign, required(query, "X-Amz-Signature"))) {
			throw new S3Error(403, "SignatureDoesNotMatch",
					"The request signature we calculated does not match the signature you provided. Check your key and signing method.");
		}
	}

	private void checkTime(Query query) {
		var signed = time(required(query, "X-Amz-Date"));
		var expires = expires(required(query, "X-Amz-Expires"));
		if (clock.instant().isAfter(signed.plus(expires))) {
			throw S3Error.accessDenied("Request has expired");
		}
		if (clock.instant().isBefore(signed.minus(SKEW))) {
			throw S3Error.accessDenied("Request is not yet valid");
		}
	}

	private static Instant time(String text) {
		try {
			return TIME.parse(text, Instant::from);
		} catch (DateTimeParseException _) {
			throw invalid("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
		}
	}

	private static Duration expires(String text) {
		if (!text.matches("[0-9]{1,9}")) {
			throw invalid("X-Amz-Expires should be a number");
		}
		var expires = Duration.ofSeconds(Integer.parseInt(text));
		if (expires.compareTo(LONGEST) > 0) {
			throw invalid("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must "
					+ "be less than 604800 seconds");
		}
		return expires;
	}

	/** What changes the meaning of a request must be signed; else a URL could be used for more than it was given for. */
	private static void checkHeaders(Request request, List<String> signed) {
		if (!signed.contains("host")) {
			throw S3Error.accessDenied("There were headers present in the request which were not signed");
		}
		request.getHeaders()
				.stream()
				.map(HttpField::getLowerCaseName)
				.filter(name -> name.startsWith("x-amz-") && !signed.contains(name))
				.findAny()
				.ifPresent(name -> {
					throw S3Error.accessDenied(
							"There were headers present in the request which were not signed: " + name);
				});
	}

	private static String canonical(Request request, Query query, List<String> signedHeaders) {
		var headers = signedHeaders.stream()
				.map(name -> name + ":" + value(request, name) + "\n")
				.collect(Collectors.joining());
		return String.join("\n", request.getMethod(), Encoding.canonicalPath(request.getHttpURI().getPath()),
				query.canonical(name -> !name.equals("X-Amz-Signature")), headers, String.join(";", signedHeaders),
				payload(request, query, signedHeaders));
	}

	private static String value(Request request, String name) {
		return name.equals("host")
				? ObjectPath.host(request)
				: request.getHeaders()
						.getFields(name)
						.stream()
						.map(field -> String.valueOf(field.getValue()).strip().replaceAll(" +", " "))
						.collect(Collectors.joining(","));
	}

	private static String payload(Request request, Query query, List<String> signedHeaders) {
		var name = "x-amz-content-sha256";
		return signedHeaders.contains(name)
				? value(request, name)
				: query.value("X-Amz-Content-Sha256").orElse("UNSIGNED-PAYLOAD");
	}

	private static String required(Query query, String name) {
		return query.value(name)
				.orElseThrow(() -> invalid("Query-string authentication version 4 requires the X-Amz-Algorithm, "
						+ "X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."));
	}

	private static S3Error invalid(String message) {
		return new S3Error(400, "AuthorizationQueryParametersError", message);
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
