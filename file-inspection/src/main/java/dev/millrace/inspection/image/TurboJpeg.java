package dev.millrace.inspection.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.millrace.inspection.Refusal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * libturbojpeg, which makes a JPEG smaller while it decodes: an eighth of the size costs hardly more than reading the bits. It is C, and a
 * flaw in it ends the process, which is why it is never called outside a child.
 *
 * @see <a href="https://rawcdn.githack.com/libjpeg-turbo/libjpeg-turbo/main/doc/turbojpeg/index.html">its functions</a>
 */
final class TurboJpeg implements Decoder {

	private static final List<String> NAMES = List.of("libturbojpeg.so.0", "libturbojpeg.0.dylib", "turbojpeg.dll");
	/** Those of its fractions for which it has fast code. */
	private static final int[] EIGHTHS = {1, 2, 4, 8};
	private static final int BGR = 1;
	/** Gives up on a progressive picture of more than 500 passes. */
	private static final int LIMIT_SCANS = 32_768;
	private static final int WARNING = 0;
	private static final int MESSAGE_BYTES = 200;

	private final MethodHandle open;
	private final MethodHandle decompress;
	private final MethodHandle errorCode;
	private final MethodHandle error;
	private final MethodHandle close;

	@SuppressWarnings("restricted") // Calling C is what this class is for.
	private TurboJpeg(SymbolLookup library) {
		var linker = Linker.nativeLinker();
		open = linker.downcallHandle(library.findOrThrow("tjInitDecompress"), FunctionDescriptor.of(ADDRESS));
		// Critical, so that it writes straight into the Java array of the picture; nothing else runs in a child meanwhile.
		decompress = linker.downcallHandle(library.findOrThrow("tjDecompress2"),
				FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT,
						JAVA_INT, JAVA_INT),
				Linker.Option.critical(true));
		errorCode = linker.downcallHandle(library.findOrThrow("tjGetErrorCode"),
				FunctionDescriptor.of(JAVA_INT, ADDRESS));
		error = linker.downcallHandle(library.findOrThrow("tjGetErrorStr2"), FunctionDescriptor.of(ADDRESS, ADDRESS));
		close = linker.downcallHandle(library.findOrThrow("tjDestroy"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
	}

	/** Empty where the machine does not have it. */
	static Optional<TurboJpeg> load() {
		return NAMES.stream().map(TurboJpeg::load).flatMap(Optional::stream).findFirst();
	}

	@SuppressWarnings("restricted") // See above.
	private static Optional<TurboJpeg> load(String name) {
		try {
			return Optional.of(new TurboJpeg(SymbolLookup.libraryLookup(name, Arena.global())));
		} catch (IllegalArgumentException | NoSuchElementException _) {
			return Optional.empty();
		}
	}

	@Override
	public BufferedImage decode(Path file, Dimensions whole, int wanted) throws IOException, Refusal {
		int eighths = eighths(whole, wanted);
		var image = new BufferedImage(scaled(whole.width(), eighths), scaled(whole.height(), eighths),
				BufferedImage.TYPE_3BYTE_BGR);
		var pixels = MemorySegment.ofArray(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
		try (var arena = Arena.ofConfined(); var channel = FileChannel.open(file)) {
			var jpeg = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
			decompress(jpeg, pixels, image.getWidth(), image.getHeight());
		}
		return image;
	}

	private static int eighths(Dimensions whole, int wanted) {
		for (int eighths : EIGHTHS) {
			if (scaled(whole.longest(), eighths) >= wanted) {
				return eighths;
			}
		}
		return 8;
	}

	/** As the library rounds. */
	private static int scaled(int length, int eighths) {
		return (length * eighths + 7) / 8;
	}

	private void decompress(MemorySegment jpeg, MemorySegment pixels, int width, int height) throws Refusal {
		try {
			var handle = (MemorySegment) open.invokeExact();
			try {
				int result = (int) decompress.invokeExact(handle, jpeg, jpeg.byteSize(), pixels, width, width * 3,
						height, BGR, LIMIT_SCANS);
				// A warning is what a viewer would pass over, too; that the picture is whole was seen before.
				if (result != 0 && (int) errorCode.invokeExact(handle) != WARNING) {
					throw Refusal.malformed("The picture cannot be decoded: " + message(handle));
				}
			} finally {
				int _ = (int) close.invokeExact(handle);
			}
		} catch (Refusal | RuntimeException | Error e) {
			throw e;
		} catch (Throwable e) {
			throw new IllegalStateException("calling libturbojpeg", e);
		}
	}

	@SuppressWarnings("restricted") // See above.
	private String message(MemorySegment handle) throws Throwable {
		return ((MemorySegment) error.invokeExact(handle)).reinterpret(MESSAGE_BYTES).getString(0);
	}
}
