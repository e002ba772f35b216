package dev.millrace.infra.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IPv4 addresses. */
public record Cidr(String text, int prefix) {

	private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

	/** Empty where the text is none: an octet over 255, a prefix over 32, or bits set behind the prefix. */
	static Optional<Cidr> of(String text) {
		var parts = FORM.matcher(text);
		if (!parts.matches()) {
			return Optional.empty();
		}
		long address = 0;
		for (int i = 1; i <= 4; i++) {
			int octet = Integer.parseInt(parts.group(i));
			if (octet > 255) {
				return Optional.empty();
			}
			address = address << 8 | octet;
		}
		int prefix = Integer.parseInt(parts.group(5));
		boolean aligned = prefix <= 32 && (address & ((1L << (32 - prefix)) - 1)) == 0;
		return aligned ? Optional.of(new Cidr(text, prefix)) : Optional.empty();
	}

	@Override
	public String toString() {
		return text;
	}
}
