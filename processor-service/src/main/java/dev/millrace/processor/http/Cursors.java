package dev.millrace.processor.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.millrace.processor.Filter;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Places in a list as opaque words: the place, signed together with the filter and the order of the list, so that none can be made up,
 * altered or taken to another list.
 */
final class Cursors {

	private static final String ALGORITHM = "HmacSHA256";
	private static final int SIGNATURE = 32;

	private final SecretKeySpec key;

	Cursors(CursorSettings settings) {
		this.key = new SecretKeySpec(settings.cursorSecret().getBytes(UTF_8), ALGORITHM);
	}

	/** A place in a list of events. */
	String write(Place place, Filter filter, Order order) {
		return write(place, nameOf(filter, order));
	}

	/** @param list names the list, as {@link #nameOf} does */
	String write(Place place, byte[] list) {
		byte[] bytes = bytes(out -> {
			out.writeLong(place.timestamp());
			out.writeInt(place.slot());
			out.write(place.id().getBytes(UTF_8));
		});
		byte[] signed = bytes(out -> {
			out.write(signature(bytes, list));
			out.write(bytes);
		});
		return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
	}

	/** The place, if this cursor was written here for this filter and order. */
	Optional<Place> read(String cursor, Filter filter, Order order) {
		return read(cursor, nameOf(filter, order));
	}

	/** The place, if this cursor was written here for this list. */
	Optional<Place> read(String cursor, byte[] list) {
		byte[] signed = decode(cursor);
		if (signed.length <= SIGNATURE) {
			return Optional.empty();
		}
		byte[] bytes = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
		boolean genuine = MessageDigest.isEqual(signature(bytes, list), Arrays.copyOf(signed, SIGNATURE));
		return genuine ? Optional.of(place(bytes)) : Optional.empty();
	}

	private static byte[] decode(String cursor) {
		try {
			return Base64.getUrlDecoder().decode(cursor);
		} catch (IllegalArgumentException _) {
			return new byte[0];
		}
	}

	private static Place place(byte[] bytes) {
		try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			return new Place(in.readLong(), in.readInt(), new String(in.readAllBytes(), UTF_8));
		} catch (IOException e) {
			throw new UncheckedIOException("a cursor that was signed is whole", e);
		}
	}

	private byte[] signature(byte[] place, byte[] list) {
		try {
			var mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			mac.update(list);
			return mac.doFinal(place);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
		}
	}

	private static byte[] nameOf(Filter filter, Order order) {
		return nameOf("events", filter.type(), filter.source(), filter.from(), filter.to(), Optional.of(order));
	}

	/** What a list is, in bytes: each value with its length in front, so that no two lists are written alike. */
	static byte[] nameOf(String kind, Optional<?>... values) {
		return bytes(out -> {
			out.writeUTF(kind);
			for (Optional<?> value : values) {
				byte[] text = value.map(Object::toString).orElse("").getBytes(UTF_8);
				out.writeInt(value.isPresent() ? text.length : -1);
				out.write(text);
			}
		});
	}

	private interface Writing {
		void to(DataOutputStream out) throws IOException;
	}

	private static byte[] bytes(Writing writing) {
		var bytes = new ByteArrayOutputStream();
		try (var out = new DataOutputStream(bytes)) {
			writing.to(out);
		} catch (IOException e) {
			throw new UncheckedIOException("memory does not fail to take bytes", e);
		}
		return bytes.toByteArray();
	}
}
