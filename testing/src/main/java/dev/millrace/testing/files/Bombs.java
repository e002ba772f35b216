package dev.millrace.testing.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small files that are large inside. */
public final class Bombs {

	private Bombs() {}

	/** A header that promises this size, and too few bytes for it. */
	public static byte[] png(int width, int height) {
		var out = new ByteArrayOutputStream();
		out.writeBytes(latin("\u0089PNG\r\n\u001a\n"));
		chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[]{8, 2, 0, 0, 0}).array());
		chunk(out, "IDAT", deflated(new byte[4_096]));
		chunk(out, "IEND", new byte[0]);
		return out.toByteArray();
	}

	private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
		var crc = new CRC32();
		crc.update(latin(type));
		crc.update(data);
		out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
		out.writeBytes(latin(type));
		out.writeBytes(data);
		out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
	}

	/** Pages that are their own ancestors. */
	public static byte[] pdfLoop() {
		return pdf("<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>");
	}

	/** A page of one picture of this size. */
	public static byte[] pdfWithPicture(int width, int height) {
		return pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>",
				"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
				stream("", latin("595 0 0 842 0 0 cm /I Do")),
				stream("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
						.formatted(width, height), deflated(new byte[1_000])));
	}

	/** A page whose content is this many blanks. */
	public static byte[] pdfPacked(long size) {
		return page("/Filter/FlateDecode", blanks(size));
	}

	/** The same, packed once more. */
	public static byte[] pdfPackedTwice(long size) {
		return page("/Filter[/FlateDecode/FlateDecode]", deflated(blanks(size)));
	}

	/** Blanks once more, by the packing that nobody counts beforehand. */
	public static byte[] pdfLzw() {
		return page("/Filter[/FlateDecode/RunLengthDecode]", deflated(runs(32 << 20)));
	}

	/** Pairs that say: 128 blanks. */
	private static byte[] runs(int pairs) {
		var runs = new byte[pairs * 2];
		for (int i = 0; i < runs.length; i += 2) {
			runs[i] = (byte) 129;
			runs[i + 1] = ' ';
		}
		return runs;
	}

	/** A document with an archive behind it. */
	public static byte[] pdfWithZip() throws IOException {
		var out = new ByteArrayOutputStream();
		out.writeBytes(page("", latin(" ")));
		try (var zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry("entry"));
		}
		return out.toByteArray();
	}

	/** One picture of eight pixels, drawn over and over. */
	public static byte[] jpegOfScans(int scans) {
		var out = new ByteArrayOutputStream();
		out.writeBytes(latin("\u00ff\u00d8\u00ff\u00c2\0\u000b\b\0\b\0\b\1\1\u0011\0"));
		for (int i = 0; i < scans; i++) {
			out.writeBytes(latin("\u00ff\u00da\0\b\1\1\0\0\0\0\0"));
		}
		out.writeBytes(latin("\u00ff\u00d9"));
		return out.toByteArray();
	}

	private static byte[] page(String filter, byte[] content) {
		return pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>",
				"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
				stream(filter, content));
	}

	/** Of the catalog, which is object 1 and whose pages are object 2, and what else is given. */
	private static byte[] pdf(String pages, String... objects) {
		var out = new ByteArrayOutputStream();
		out.writeBytes(
				latin("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n" + pages + "\nendobj\n"));
		for (int i = 0; i < objects.length; i++) {
			out.writeBytes(latin("%d 0 obj\n%s\nendobj\n".formatted(i + 3, objects[i])));
		}
		out.writeBytes(latin("trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF\n".formatted(objects.length + 3)));
		return out.toByteArray();
	}

	private static String stream(String dictionary, byte[] content) {
		return "<<%s/Length %d>>\nstream\n%s\nendstream".formatted(dictionary, content.length,
				new String(content, StandardCharsets.ISO_8859_1));
	}

	/** Packs 64 MiB once and repeats what came out, since packing all would take minutes; at least as many as asked for. */
	private static byte[] blanks(long size) {
		var some = new byte[1 << 26];
		Arrays.fill(some, (byte) ' ');
		var packed = new byte[1 << 20];
		var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		deflater.setInput(some);
		int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
		deflater.end();
		var out = new ByteArrayOutputStream();
		out.writeBytes(new byte[]{0x78, (byte) 0x9c});
		for (long written = 0; written < size; written += some.length) {
			out.write(packed, 0, length);
		}
		out.writeBytes(new byte[]{3, 0});
		return out.toByteArray();
	}

	private static byte[] deflated(byte[] bytes) {
		return deflated(out -> out.write(bytes));
	}

	private interface Content {
		void writeTo(OutputStream out) throws IOException;
	}

	private static byte[] deflated(Content content) {
		var packed = new ByteArrayOutputStream();
		try (var out = new DeflaterOutputStream(packed)) {
			content.writeTo(out);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return packed.toByteArray();
	}

	private static byte[] latin(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}
}
