package dev.millrace.inspection.sniff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

/** Looks at 64 KiB at the beginning and as much at the end; reads no more, unpacks nothing, and never throws at what it finds. */
public final class Sniffer {

	private static final int HEAD = 1 << 16;
	private static final String UNKNOWN = "application/octet-stream";
	/** What may come before a PDF: anything without a type of its own, and what it was fetched or sent with. */
	private static final Set<String> HEADS = Set.of(UNKNOWN, "text/plain", "application/x-httpresponse",
			"message/rfc822");

	private final MimeTypes magic = MimeTypes.getDefaultMimeTypes();

	/**
	 * Finds the type.
	 *
	 * @throws Refusal when the file is also an archive: who is shown one thing may open another
	 * @throws IOException when the file cannot be read
	 */
	public Sniffed sniff(Path file) throws IOException, Refusal {
		try (var channel = FileChannel.open(file)) {
			long size = channel.size();
			byte[] head = read(channel, 0, (int) Math.min(HEAD, size));
			byte[] tail = read(channel, Math.max(0, size - ZipTail.LONGEST), (int) Math.min(ZipTail.LONGEST, size));
			var sniffed = sniff(head, tail, size > head.length);
			if (sniffed.binary() && ZipTail.isIn(tail)) {
				throw new Refusal(Reason.POLYGLOT,
						"The file begins as %s and ends as a ZIP archive.".formatted(sniffed.mediaType()));
			}
			return sniffed;
		}
	}

	/** @param more whether the file goes on behind its head */
	Sniffed sniff(byte[] head, byte[] tail, boolean more) {
		return new Sniffed(Signatures.of(head).orElseGet(() -> claimedByNone(head, tail, more)));
	}

	private String claimedByNone(byte[] head, byte[] tail, boolean more) {
		var found = magic(head);
		return HEADS.contains(found) && LatePdf.isIn(head, tail)
				? "application/pdf"
				: text(found, head, more);
	}

	private static String text(String found, byte[] head, boolean more) {
		var decoded = HeadText.of(head, more);
		if (decoded.isEmpty() || isMarkup(found)) {
			return found.equals("text/plain") ? UNKNOWN : found;
		}
		boolean plain = found.startsWith("text/") || found.equals(UNKNOWN);
		return StructuredText.of(decoded.get()).orElse(plain ? "text/plain" : found);
	}

	/** Those that a browser would run, whatever the rest looks like. */
	private static boolean isMarkup(String type) {
		return type.endsWith("xml") || type.contains("html");
	}

	private String magic(byte[] head) {
		try {
			var type = magic.detect(new ByteArrayInputStream(head), new Metadata()).getBaseType().toString();
			return type.equals("image/svg+xml") || !Signatures.WELL_KNOWN.contains(type)
					? type
					: UNKNOWN;
		} catch (IOException e) {
			throw new UncheckedIOException("reading from memory", e);
		}
	}

	private static byte[] read(FileChannel channel, long from, int length) throws IOException {
		var buffer = ByteBuffer.allocate(length);
		while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
			// Until there is no more.
		}
		return Arrays.copyOf(buffer.array(), buffer.position());
	}
}
