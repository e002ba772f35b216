package dev.millrace.inspection.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

/**
 * Counts what a document's streams unpack to, since its library unpacks each into memory. Only deflate is counted, each layer of it; other
 * packings gain less or are pictures, and what they gain ends at the child's heap.
 */
final class Unpacked {

	/** Deflate's own limit: a document that could not exceed the budget at that ratio need not be unpacked twice. */
	private static final long BEST_RATIO = 1_032;
	private static final int CHUNK = 1 << 16;

	private final long budget;
	private final byte[] chunk = new byte[CHUNK];
	private long total;

	private Unpacked(long budget) {
		this.budget = budget;
	}

	static void admit(PDDocument document, long budget) throws IOException, Refusal {
		var count = new Unpacked(budget);
		for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
			if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
				count.add(stream);
			}
		}
	}

	private void add(COSStream stream) throws IOException, Refusal {
		int layers = layers(stream.getFilters());
		long most = stream.getLength();
		for (int i = 0; i < layers; i++) {
			most = Math.multiplyHigh(most, BEST_RATIO) == 0 ? most * BEST_RATIO : Long.MAX_VALUE;
		}
		if (layers == 0 || most < budget / 1_000) {
			return;
		}
		try (var in = unpacked(stream.createRawInputStream(), layers)) {
			while (in.read(chunk) >= 0) {
				// Until there is no more.
			}
		} catch (OverBudget _) {
			throw new Refusal(Reason.UNPACKED_TOO_LARGE,
					"What is packed in the document takes more than %,d bytes.".formatted(budget));
		} catch (IOException _) {
			// Damage is for the library to judge, which passes over some of it; so far it was not too much.
		}
	}

	/** Leading layers only: what lies behind another packing is bounded by the heap. */
	private static int layers(COSBase filters) {
		if (filters instanceof COSName name) {
			return isDeflate(name) ? 1 : 0;
		}
		int layers = 0;
		if (filters instanceof COSArray array) {
			while (layers < array.size() && array.getObject(layers) instanceof COSName name && isDeflate(name)) {
				layers++;
			}
		}
		return layers;
	}

	private static boolean isDeflate(COSName name) {
		return name.equals(COSName.FLATE_DECODE) || name.equals(COSName.FLATE_DECODE_ABBREVIATION);
	}

	private InputStream unpacked(InputStream raw, int layers) {
		var in = raw;
		for (int i = 0; i < layers; i++) {
			in = new Counted(new InflaterInputStream(in));
		}
		return in;
	}

	private static final class OverBudget extends IOException {

		private static final long serialVersionUID = 1;
	}

	private final class Counted extends FilterInputStream {

		private Counted(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			int value = in.read();
			count(value < 0 ? 0 : 1);
			return value;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = in.read(buffer, offset, length);
			count(Math.max(0, read));
			return read;
		}

		private void count(int bytes) throws OverBudget {
			total += bytes;
			if (total > budget) {
				throw new OverBudget();
			}
		}
	}
}
