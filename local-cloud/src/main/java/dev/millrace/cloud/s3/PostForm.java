package dev.millrace.cloud.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

import dev.millrace.cloud.s3.protocol.ObjectPath;
import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.s3.signature.FormPolicy;
import dev.millrace.cloud.s3.store.ObservedBlobStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Takes the form by which a browser uploads. The engine can too, but would hold the file in memory. */
final class PostForm {
	private static final String FILE = "file";
	private static final int FIELDS = 100;
	private static final long IN_MEMORY = 64 << 10;
	private static final int HEADERS = 8 << 10;

	private final ObservedBlobStore objects;
	private final FormPolicy policy;
	private final Path spool;

	PostForm(ObservedBlobStore objects, FormPolicy policy, Path spool) throws IOException {
		this.objects = objects;
		this.policy = policy;
		this.spool = Files.createDirectories(spool);
		try (var leftovers = Files.newDirectoryStream(spool)) {
			for (var leftover : leftovers) {
				Files.delete(leftover);
			}
		}
	}

	static boolean isOne(Request request) {
		var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
		return request.getMethod().equals("POST") && type != null
				&& type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
	}

	void answer(ObjectPath path, Request request, Response response, Callback callback) throws IOException {
		var parser = new MultiPartFormData.Parser(boundary(request));
		parser.setFilesDirectory(spool);
		parser.setMaxMemoryFileSize(IN_MEMORY);
		parser.setPartHeadersMaxLength(HEADERS);
		parser.setMaxParts(FIELDS);
		parser.setMaxLength(-1);
		parser.setMaxFileSize(-1);
		var parsed = new CompletableFuture<MultiPartFormData.Parts>();
		parser.parse(request, Promise.Invocable.toPromise(parsed));
		try (var parts = parsed.join()) {
			var file = parts.getFirst(FILE);
			if (file == null) {
				throw S3Error.invalidArgument("POST requires exactly one file upload per request.");
			}
			store(new FormUpload(path.bucket(), fields(path.bucket(), parts, file), file), request, response);
			callback.succeeded();
		} catch (CompletionException e) {
			throw new S3Error(400, "MalformedPOSTRequest",
					"The body of your POST request is not well-formed multipart/form-data.");
		}
	}

	private void store(FormUpload upload, Request request, Response response) throws IOException {
		policy.check(upload.fields(), upload.bytes());
		if (!objects.containerExists(upload.bucket())) {
			throw S3Error.noSuchBucket();
		}
		try (var content = Content.Source
				.asInputStream(upload.file().newContentSource(ByteBufferPool.SIZED_NON_POOLING, 0, -1))) {
			var stored = objects.postBlob(upload.request(), upload.checked(content));
			upload.answer(String.valueOf(stored.eTag()), request, response);
		}
	}

	/** By their names in lower case; those behind the file count no more, as S3 has it. */
	private static Map<String, String> fields(String bucket, MultiPartFormData.Parts parts, MultiPart.Part file) {
		var fields = new HashMap<String, String>();
		for (var part : parts) {
			if (part.getName().equals(FILE)) {
				break;
			}
			fields.put(part.getName().toLowerCase(Locale.ROOT), part.getContentAsString(UTF_8));
		}
		fields.put("bucket", bucket);
		fields.computeIfPresent("key",
				(_, key) -> key.replace("${filename}", Optional.ofNullable(file.getFileName()).orElse("")));
		return fields;
	}

	private static String boundary(Request request) {
		var boundary = MultiPart.extractBoundary(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
		if (boundary == null || boundary.isEmpty()) {
			throw new S3Error(400, "MalformedPOSTRequest", "The form's Content-Type names no boundary.");
		}
		return boundary;
	}
}
