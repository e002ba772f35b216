package dev.millrace.cloud;

import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The answer for a service that is not part of the local cloud: 501, in the form in which that service's clients read errors. */
final class NotHere extends Handler.Abstract.NonBlocking {
	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		var service = AwsService.of(request);
		var body = service == AwsService.S3 ? xml(service) : json(service);
		response.setStatus(HttpStatus.NOT_IMPLEMENTED_501);
		response.getHeaders()
				.put(HttpHeader.CONTENT_TYPE,
						service == AwsService.S3 ? "application/xml" : "application/x-amz-json-1.1");
		response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), callback);
		return true;
	}

	private static String xml(AwsService service) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<Error><Code>NotImplemented</Code><Message>%s</Message></Error>
				""".formatted(message(service));
	}

	private static String json(AwsService service) {
		return "{\"__type\": \"NotImplemented\", \"message\": \"%s\"}%n".formatted(message(service));
	}

	private static String message(AwsService service) {
		return "The service '%s' is not in this local cloud.".formatted(service.id());
	}
}
