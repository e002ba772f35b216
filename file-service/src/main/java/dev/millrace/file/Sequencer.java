package dev.millrace.file;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The order of the changes of one object, as S3 tells it: hexadecimal digits of any length, the shorter one padded with zeros on
 * the right before two are compared.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">the event's
 *      structure</a>
 */
public record Sequencer(@JsonValue String digits) implements Comparable<Sequencer> {

	private static final int MOST_DIGITS = 64;
	private static final Pattern DIGITS = Pattern.compile("[0-9A-F]{1,64}");

	@JsonCreator
	public Sequencer {
		digits = digits.toUpperCase(Locale.ROOT);
		if (!DIGITS.matcher(digits).matches()) {
			throw new IllegalArgumentException("A sequencer has 1 to 64 hexadecimal digits");
		}
	}

	/** What may be one. */
	static Optional<Sequencer> of(String text) {
		return DIGITS.matcher(text).matches() ? Optional.of(new Sequencer(text)) : Optional.empty();
	}

	@Override
	public int compareTo(Sequencer other) {
		int length = Math.max(digits.length(), other.digits.length());
		return padded(length).compareTo(other.padded(length));
	}

	/** The least that comes after this one: before all that the bucket tells of later. */
	Sequencer next() {
		return new Sequencer("%064X".formatted(new BigInteger(padded(MOST_DIGITS), 16).add(BigInteger.ONE)));
	}

	private String padded(int length) {
		return digits + "0".repeat(length - digits.length());
	}
}
