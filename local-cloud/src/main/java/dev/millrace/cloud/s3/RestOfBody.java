package dev.millrace.cloud.s3;

import java.io.IOException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refused request still sends. It is read before the refusal goes out: an answer in the midst of a body resets the
 * stream (HTTP/2) or closes the connection under it, and some clients then never see why.
 */
final class RestOfBody {

	/** Who sends more learns nothing but that the connection ended. */
	private static final int MOST_BYTES = 1 << 20;
	private static final Logger LOG = LoggerFactory.getLogger(RestOfBody.class);

	private RestOfBody() {}

	static void read(Request request) {
		if (request.getHeaders().contains(HttpHeader.EXPECT)) { // It has sent nothing yet, and asks whether it shall.
			return;
		}
		try {
			long read = Content.Source.asInputStream(request).skip(MOST_BYTES);
			LOG.debug("{} bytes of a refused request", read);
		} catch (IOException e) {
			LOG.debug("The rest of a refused request does not come", e);
		}
	}
}
