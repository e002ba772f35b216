package dev.millrace.cloud.s3.protocol;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A refusal as S3 words it: status, stable code, sentence. */
public final class S3Error extends RuntimeException {
	private static final long serialVersionUID = 1L;

	private final int status;
	private final String code;

	public S3Error(int status, String code, String message) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
	}

	public static S3Error accessDenied(String message) {
		return new S3Error(403, "AccessDenied", message);
	}

	public static S3Error invalidArgument(String message) {
		return new S3Error(400, "InvalidArgument", message);
	}

	public static S3Error malformedXml() {
		return new S3Error(400, "MalformedXML",
				"The XML you provided was not well-formed or did not validate against our published schema");
	}

	public static S3Error noSuchBucket() {
		return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
	}

	public static S3Error internal() {
		return new S3Error(500, "InternalError", "We encountered an internal error. Please try again.");
	}

	/** Answers the request with it; a HEAD request gets the status alone. */
	public void answer(Request request, Response response, Callback callback) {
		response.setStatus(status);
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
		var body = request.getMethod().equals("HEAD") ? "" : xml(request);
		response.write(true, BufferUtil.toBuffer(body, UTF_8), callback);
	}

	private String xml(Request request) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<Error><Code>%s</Code><Message>%s</Message><Resource>%s</Resource><RequestId>%s</RequestId></Error>
				""".formatted(code, Xml.escaped(String.valueOf(getMessage())),
				Xml.escaped(request.getHttpURI().getPath()), request.getId());
	}
}
