package dev.millrace.cloud.s3.bucket;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.gaul.s3proxy.blobstore.BlobStore;

import dev.millrace.cloud.s3.event.Notifications;
import dev.millrace.cloud.s3.event.Rules;
import dev.millrace.cloud.s3.protocol.Query;
import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.s3.protocol.Xml;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tells buckets what they keep, and asks them: {@code PUT}, {@code GET} and {@code DELETE /bucket?cors} and the like. */
public final class BucketCalls {
	private static final int LONGEST_DOCUMENT = 1 << 20;
	private static final byte[] NO_NOTIFICATIONS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>
			""".getBytes(UTF_8);

	private final Configurations configurations;
	private final Notifications notifications;
	private final BlobStore objects;

	public BucketCalls(Configurations configurations, Notifications notifications, BlobStore objects) {
		this.configurations = configurations;
		this.notifications = notifications;
		this.objects = objects;
	}

	public boolean isOne(Query query) {
		return Kept.of(query).isPresent();
	}

	/** Throws S3Error for what is refused. */
	public void answer(String bucket, Query query, Request request, Response response, Callback callback)
			throws IOException, InterruptedException {
		var kept = Kept.of(query).orElseThrow();
		if (!objects.containerExists(bucket)) {
			throw S3Error.noSuchBucket();
		}
		switch (request.getMethod()) {
			case "PUT" -> {
				put(bucket, kept, body(request));
				callback.succeeded();
			}
			case "GET" -> {
				response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
				response.write(true, ByteBuffer.wrap(get(bucket, kept)), callback);
			}
			case "DELETE" -> {
				configurations.delete(bucket, kept);
				response.setStatus(HttpStatus.NO_CONTENT_204);
				callback.succeeded();
			}
			default -> throw new S3Error(405, "MethodNotAllowed",
					"The specified method is not allowed against this resource.");
		}
	}

	private byte[] get(String bucket, Kept kept) {
		return configurations.read(bucket, kept).orElseGet(() -> {
			if (kept == Kept.NOTIFICATION) {
				return NO_NOTIFICATIONS;
			}
			throw kept.absent();
		});
	}

	private void put(String bucket, Kept kept, byte[] document) throws IOException, InterruptedException {
		switch (kept) {
			case CORS -> CorsRules.read(document);
			case NOTIFICATION -> tell(bucket, Rules.read(document));
			default -> Xml.read(document, kept.root());
		}
		configurations.write(bucket, kept, document);
	}

	/** What it knows already is not tried again: the platform tells its buckets at each start. */
	private void tell(String bucket, Rules rules) throws IOException, InterruptedException {
		if (!rules.equals(configurations.notifications(bucket))) {
			notifications.test(bucket, rules);
		}
	}

	private static byte[] body(Request request) throws IOException {
		try (var in = Content.Source.asInputStream(request)) {
			var body = in.readNBytes(LONGEST_DOCUMENT + 1);
			if (body.length > LONGEST_DOCUMENT) {
				throw new S3Error(400, "MaxMessageLengthExceeded", "Your request was too large.");
			}
			return body;
		}
	}
}
