package dev.millrace.cloud.s3.bucket;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.s3.protocol.Xml;

/** From which origins browsers may do what to a bucket; the first rule that fits counts. */
record CorsRules(List<Rule> rules) {
	static final CorsRules NONE = new CorsRules(List.of());
	private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD");

	/** Throws S3Error where it is none. */
	static CorsRules read(byte[] document) {
		var rules = Xml.read(document, "CORSConfiguration").children("CORSRule").stream().map(CorsRules::rule).toList();
		if (rules.isEmpty()) {
			throw S3Error.malformedXml();
		}
		return new CorsRules(rules);
	}

	Optional<Rule> find(String origin, String method, List<String> headers) {
		return rules.stream().filter(rule -> rule.allows(origin, method, headers)).findFirst();
	}

	private static Rule rule(Xml rule) {
		var methods = rule.texts("AllowedMethod");
		var origins = rule.texts("AllowedOrigin");
		if (methods.isEmpty() || origins.isEmpty()) {
			throw S3Error.malformedXml();
		}
		methods.stream().filter(method -> !METHODS.contains(method)).findAny().ifPresent(method -> {
			throw new S3Error(400, "InvalidRequest",
					"Found unsupported HTTP method in CORS config. Unsupported method is " + method);
		});
		return new Rule(origins, methods, rule.texts("AllowedHeader"), rule.texts("ExposeHeader"),
				rule.text("MaxAgeSeconds"));
	}

	/** One of them. */
	record Rule(List<String> origins, List<String> methods, List<String> headers, List<String> exposed,
			Optional<String> maxAge) {
		boolean allows(String origin, String method, List<String> asked) {
			return methods.contains(method) && origins.stream().anyMatch(pattern -> matches(pattern, origin))
					&& asked.stream()
							.allMatch(header -> headers.stream()
									.anyMatch(pattern -> matches(lower(pattern),
											lower(header))));
		}

		boolean allowsEveryOrigin() {
			return origins.contains("*");
		}

		private static boolean matches(String pattern, String text) {
			return Pattern.matches(
					Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
					text);
		}

		private static String lower(String text) {
			return text.toLowerCase(Locale.ROOT);
		}
	}
}
