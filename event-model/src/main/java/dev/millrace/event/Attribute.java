package dev.millrace.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The attributes that CloudEvents 1.0 or this intake give a meaning. An attribute of any other name is the sender's own
 * (an extension) and is passed through.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
enum Attribute {
	SPECVERSION, ID, SOURCE, TYPE, SUBJECT, TIME, DATACONTENTTYPE, DATASCHEMA,
	/** CloudEvents' partitioning extension: events of one key keep their order. */
	PARTITIONKEY,
	/** When the intake took the event. */
	RECEIVEDAT,
	/** Present and true where the intake made the id: then no sender can ever repeat it. */
	GENERATEDID,
	/** Where the data does not fit the schema of its type, of an event that was taken all the same. */
	SCHEMAERROR,
	/** Any other name. */
	EXTENSION;

	/** Of an attribute's name, in characters. */
	static final int LONGEST_NAME = 64;
	private static final Pattern NAME = Pattern.compile("[a-z0-9]{1," + LONGEST_NAME + "}");
	private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+*-]+(\\s*;.*)?");

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean isReserved() {
		return this == RECEIVEDAT || this == GENERATEDID || this == SCHEMAERROR;
	}

	static Attribute of(String name) {
		return switch (name) {
			case "specversion" -> SPECVERSION;
			case "id" -> ID;
			case "source" -> SOURCE;
			case "type" -> TYPE;
			case "subject" -> SUBJECT;
			case "time" -> TIME;
			case "datacontenttype" -> DATACONTENTTYPE;
			case "dataschema" -> DATASCHEMA;
			case "partitionkey" -> PARTITIONKEY;
			case "receivedat" -> RECEIVEDAT;
			case "generatedid" -> GENERATEDID;
			case "schemaerror" -> SCHEMAERROR;
			default -> EXTENSION;
		};
	}

	static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	/** What a value has to be, in words that finish 'must be'. */
	String rule() {
		return switch (this) {
			case SPECVERSION -> "\"1.0\"";
			case SOURCE -> "a URI reference that is not empty";
			case TIME, RECEIVEDAT -> "a timestamp as in RFC 3339, such as 2026-11-20T08:00:00Z";
			case DATACONTENTTYPE -> "a media type, such as application/json";
			case DATASCHEMA -> "an absolute URI";
			case GENERATEDID -> "true or false";
			case EXTENSION -> "a string, a boolean or a 32-bit integer";
			case ID, TYPE, SUBJECT, PARTITIONKEY, SCHEMAERROR ->
				"a string that is not empty, without control characters";
		};
	}

	boolean accepts(String value) {
		if (hasForbidden(value)) {
			return false;
		}
		return switch (this) {
			case SPECVERSION -> value.equals("1.0");
			case SOURCE -> !value.isEmpty() && isUri(value, false);
			case TIME, RECEIVEDAT -> Timestamps.read(value).isPresent();
			case DATACONTENTTYPE -> MEDIA_TYPE.matcher(value).matches();
			case DATASCHEMA -> isUri(value, true);
			case GENERATEDID -> false;
			case EXTENSION -> true;
			case ID, TYPE, SUBJECT, PARTITIONKEY, SCHEMAERROR -> !value.isEmpty();
		};
	}

	private static boolean hasForbidden(String value) {
		for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
			if (isForbidden(value.codePointAt(at))) {
				return true;
			}
		}
		return false;
	}

	/** CloudEvents leaves these out of its String type: control characters and what Unicode calls noncharacters. */
	private static boolean isForbidden(int codePoint) {
		return Character.isISOControl(codePoint) || (codePoint & 0xFFFE) == 0xFFFE
				|| (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
				|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
	}

	/** The platform's class also takes what RFC 3986 has percent-encoded. */
	private static boolean isAscii(String value) {
		return value.chars().allMatch(c -> c < 0x80);
	}

	private static boolean isUri(String value, boolean absolute) {
		try {
			return isAscii(value) && (new URI(value).isAbsolute() || !absolute);
		} catch (URISyntaxException _) {
			return false;
		}
	}
}
