package dev.millrace.file.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.json.Members;
import dev.millrace.web.problem.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A multipart/form-data body, read once from its beginning to its end: the file goes to the disk as it comes, and its sum is made on the way. */
final class Form {

	static final Members MEMBERS = new Members(JsonMapper.shared().createObjectNode(), "");
	static final String TAGS = "tags";
	static final String SHA256 = "sha256";
	private static final String FILE = "file";
	private static final int BUFFER = 1 << 16;
	private static final int MOST_FIELD_BYTES = 64 * 1024;
	/** A name of 255 characters in an encoding of four bytes each, and what else stands in the head of a part. */
	private static final int MOST_HEADER_BYTES = 8 * 1024;
	/** Of a request beside its file. */
	private static final long MOST_BESIDE = 1 << 20;

	private final Map<String, String> fields = new HashMap<>();
	private final Path to;
	private final long most;
	private @Nullable Part part;

	private Form(Path to, long most) {
		this.to = to;
		this.most = most;
	}

	/**
	 * The file of a form.
	 *
	 * @param name as its sender has it
	 * @param sha256 of its bytes, in lower-case hexadecimal
	 */
	record Part(String name, String contentType, long bytes, String sha256) {}

	/**
	 * Reads a body.
	 *
	 * @param to where the content goes
	 * @param most bytes of the file
	 * @throws Refusal where it is no form, has no file, two of them, or an empty or too large one
	 */
	static Form read(HttpServletRequest request, Path to, long most) throws IOException {
		if (request.getContentLengthLong() > most + MOST_BESIDE) {
			throw NewFile.tooLarge(request.getContentLengthLong(), most);
		}
		var form = new Form(to, most);
		var upload = new FileUpload();
		upload.setHeaderEncoding(UTF_8.name());
		upload.setPartHeaderSizeMax(MOST_HEADER_BYTES);
		upload.setSizeMax(most + MOST_BESIDE);
		try {
			var parts = upload.getItemIterator(new ServletRequestContext(request));
			while (parts.hasNext()) {
				form.add(parts.next());
			}
		} catch (IOException e) {
			if (e instanceof SizeException || e.getCause() instanceof SizeException) {
				throw NewFile.tooLarge(most);
			}
			throw Refusal.of(HttpStatus.BAD_REQUEST, "malformed-form",
					"The body is no multipart/form-data, or ended early.");
		}
		return form;
	}

	/** What is sent beside the file and has no meaning here is passed over. */
	private void add(FileItemStream item) throws IOException {
		switch (String.valueOf(item.getFieldName())) {
			case FILE -> part = file(item);
			case TAGS, SHA256 -> fields.put(item.getFieldName(), text(item));
			default -> item.openStream().skip(Long.MAX_VALUE);
		}
	}

	private static String text(FileItemStream item) throws IOException {
		byte[] bytes = item.openStream().readNBytes(MOST_FIELD_BYTES + 1);
		if (bytes.length > MOST_FIELD_BYTES) {
			throw MEMBERS.refused(item.getFieldName(), "must have at most %d bytes".formatted(MOST_FIELD_BYTES));
		}
		return new String(bytes, UTF_8);
	}

	private Part file(FileItemStream item) throws IOException {
		if (part != null) {
			throw MEMBERS.refused(FILE, "must be given once: each file is a request of its own");
		}
		var digest = sha256();
		long bytes = save(item.openStream(), digest);
		if (bytes == 0) {
			throw MEMBERS.refused(FILE, "must have at least one byte");
		}
		return new Part(Optional.ofNullable(item.getName()).filter(text -> !text.isEmpty()).orElse(FILE),
				Optional.ofNullable(item.getContentType()).orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE), bytes,
				HexFormat.of().formatHex(digest.digest()));
	}

	private long save(InputStream in, MessageDigest digest) throws IOException {
		var buffer = new byte[BUFFER];
		long bytes = 0;
		try (var out = new Disk(Files.newOutputStream(to))) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				bytes += count;
				if (bytes > most) {
					throw NewFile.tooLarge(most);
				}
				digest.update(buffer, 0, count);
				out.write(buffer, count);
			}
		}
		return bytes;
	}

	/** What fails here is no fault of the body's. */
	private record Disk(OutputStream out) implements AutoCloseable {

		void write(byte[] buffer, int count) {
			try {
				out.write(buffer, 0, count);
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		@Override
		public void close() {
			try {
				out.close();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	Part file() {
		return Optional.ofNullable(part).orElseThrow(() -> MEMBERS.refused(FILE, "is missing"));
	}

	Optional<String> field(String name) {
		return Optional.ofNullable(fields.get(name));
	}
}
