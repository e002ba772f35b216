package dev.millrace.cloud.s3.signature;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The secret of each access key. Those that are not listed have themselves as their secret (local/local, test/test): any
 * pair of that kind works without a setting, and a signature can be checked all the same.
 */
public record Secrets(Map<String, String> byAccessKey) {
	public Secrets {
		byAccessKey = Map.copyOf(byAccessKey);
	}

	/**
	 * Reads them from a setting.
	 *
	 * @param pairs {@code key=secret,key=secret}
	 * @throws IllegalArgumentException for a pair that is none
	 */
	public static Secrets of(String pairs) {
		return new Secrets(Arrays.stream(pairs.split(",", -1))
				.map(String::strip)
				.filter(pair -> !pair.isEmpty())
				.map(Secrets::pair)
				.collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
	}

	String of(CredentialScope scope) {
		return byAccessKey.getOrDefault(scope.accessKey(), scope.accessKey());
	}

	private static String[] pair(String text) {
		var pair = text.split("=", 2);
		if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
			throw new IllegalArgumentException("'%s' is not of the form key=secret".formatted(text));
		}
		return pair;
	}
}
