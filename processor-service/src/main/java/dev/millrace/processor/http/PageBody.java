package dev.millrace.processor.http;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a page around the documents, which are JSON already and must stay the bytes they are. */
final class PageBody {

	private PageBody() {}

	/** @param cursor base64url, which needs no escaping */
	static byte[] of(List<byte[]> documents, Optional<String> cursor) {
		var body = new ByteArrayOutputStream(documents.stream().mapToInt(document -> document.length + 1).sum() + 256);
		write(body, "{\"events\":[");
		for (int i = 0; i < documents.size(); i++) {
			write(body, i == 0 ? "" : ",");
			body.writeBytes(documents.get(i));
		}
		write(body, cursor.map("],\"cursor\":\"%s\"}"::formatted).orElse("]}"));
		return body.toByteArray();
	}

	private static void write(ByteArrayOutputStream body, String text) {
		body.writeBytes(text.getBytes(UTF_8));
	}
}
