package dev.millrace.file.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.http.HttpStatus;

import dev.millrace.file.Wanted;
import dev.millrace.web.json.Members;
import dev.millrace.web.problem.Refusal;

/** What a file is to be, as its sender describes it. */
final class NewFile {

	private static final Set<String> KNOWN = Set.of("name", "contentType", "size", "sha256", "tags");
	/** Control characters, ends of lines and paragraphs, and halves of pairs, which no encoding of Unicode can write. */
	private static final String UNPRINTABLE = "\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}";
	private static final Pattern NAME = Pattern.compile("[^%s]{1,255}".formatted(UNPRINTABLE));
	private static final Pattern TYPE = Pattern.compile("[\\w!#$&^.+-]{1,63}/[\\w!#$&^.+-]{1,63}(;[ -~]{1,100})?");
	private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
	private static final Pattern TAG = Pattern.compile("[^%s]{1,64}".formatted(UNPRINTABLE));
	private static final Pattern TAG_VALUE = Pattern.compile("[^%s]{0,256}".formatted(UNPRINTABLE));
	private static final int MOST_TAGS = 20;

	private NewFile() {}

	/**
	 * Reads a request for a slip.
	 *
	 * @param most bytes of a file
	 * @throws Refusal naming the first member that is wrong
	 */
	static Wanted read(byte[] body, long most) {
		var members = Members.of(body);
		members.requireKnown(KNOWN);
		long size = members.wholeNumber("size", Long.MAX_VALUE);
		if (size > most) {
			throw tooLarge(size, most);
		}
		return new Wanted(name(members, members.text("name").orElseThrow(() -> members.refused("name", "is missing"))),
				type(members, members.text("contentType")
						.orElseThrow(() -> members.refused("contentType", "is missing"))),
				size, sha256(members, members.text("sha256")), tags(members));
	}

	static String name(Members at, String name) {
		if (!NAME.matcher(name).matches()) {
			throw at.refused("name", "must have 1 to 255 characters, none of them a control character");
		}
		return name;
	}

	static String type(Members at, String type) {
		if (!TYPE.matcher(type).matches()) {
			throw at.refused("contentType", "must be a media type such as image/png");
		}
		return type;
	}

	static Optional<String> sha256(Members at, Optional<String> sha256) {
		return sha256.map(text -> {
			if (!SHA256.matcher(text).matches()) {
				throw at.refused("sha256", "must be the content's SHA-256 in 64 hexadecimal digits");
			}
			return text.toLowerCase(Locale.ROOT);
		});
	}

	static Map<String, String> tags(Members members) {
		return members.object("tags").map(NewFile::read).orElse(Map.of());
	}

	static Map<String, String> read(Members tags) {
		if (tags.names().size() > MOST_TAGS) {
			throw tags.refused("", "must have at most %d members".formatted(MOST_TAGS));
		}
		var read = new HashMap<String, String>();
		for (String name : tags.names()) {
			String value = tags.text(name).orElse("");
			if (!TAG.matcher(name).matches() || !TAG_VALUE.matcher(value).matches()) {
				throw tags.refused(name,
						"must have a name of 1 to 64 and a value of up to 256 characters, none of them "
								+ "a control character");
			}
			read.put(name, value);
		}
		return read;
	}

	static Refusal tooLarge(long size, long most) {
		return Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "file-too-large",
				"The file has %d bytes; at most %d are taken this way.".formatted(size, most));
	}

	/** Where nobody knows how many it would have become. */
	static Refusal tooLarge(long most) {
		return Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "file-too-large",
				"The file has more than %d bytes, which is what one form takes; ask for a slip with JSON instead."
						.formatted(most));
	}
}
