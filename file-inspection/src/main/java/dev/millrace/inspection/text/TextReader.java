package dev.millrace.inspection.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text in the encoding that its head shows, and counts what is not in that encoding where others replace it silently. */
public final class TextReader extends Reader {

	private static final int HEAD = 1 << 16;
	private static final String REPLACEMENT = "\ufffd";

	private final InputStream in;
	private final Charset charset;
	private final CharsetDecoder decoder;
	private final ByteBuffer bytes = ByteBuffer.allocate(HEAD);
	private boolean ended;
	private boolean replace;
	private long replaced;

	private TextReader(InputStream in, Charset charset) {
		this.in = in;
		this.charset = charset;
		this.decoder = charset.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
		bytes.flip();
	}

	/** Opens the text behind its byte order mark. */
	public static TextReader of(Path file) throws IOException {
		var in = new BufferedInputStream(Files.newInputStream(file), HEAD);
		try {
			in.mark(HEAD);
			byte[] head = in.readNBytes(HEAD);
			in.reset();
			in.skipNBytes(Encodings.markLength(head));
			return new TextReader(in, Encodings.of(head, head.length == HEAD));
		} catch (IOException e) {
			in.close();
			throw e;
		}
	}

	/** The encoding's name as IANA has it. */
	public String encoding() {
		return charset.name();
	}

	/** How often so far bytes stood where the encoding allows none; each became U+FFFD. */
	public long replaced() {
		return replaced;
	}

	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		var chars = CharBuffer.wrap(target, offset, length).slice();
		while (chars.position() == 0 && length > 0) {
			if (replace) {
				chars.put(REPLACEMENT);
				replace = false;
			}
			var result = decoder.decode(bytes, chars, ended);
			if (result.isError()) {
				passOver(result);
			} else if (result.isUnderflow() && chars.position() == 0) {
				if (ended) {
					return -1;
				}
				fill();
			} else if (result.isOverflow() && chars.position() == 0) {
				// A pair of surrogates does not fit where one character is asked for.
				throw new IOException("at least two characters must be read at a time");
			}
		}
		return chars.position();
	}

	private void passOver(CoderResult error) {
		bytes.position(bytes.position() + error.length());
		replaced++;
		replace = true;
	}

	private void fill() throws IOException {
		bytes.compact();
		int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
		ended = count < 0;
		bytes.position(bytes.position() + Math.max(0, count)).flip();
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
