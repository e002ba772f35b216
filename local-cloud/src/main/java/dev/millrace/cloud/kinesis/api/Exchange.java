package dev.millrace.cloud.kinesis.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.KinesisException;

/** One request and its answer, in the format in which the client asked. */
final class Exchange {
	private final Request request;
	private final Response response;
	private final Wire wire;

	Exchange(Request request, Response response) {
		this.request = request;
		this.response = response;
		this.wire = Wire.ofContentType(header(request, "Content-Type")).orElse(Wire.JSON);
		response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
	}

	String target() {
		return header(request, "X-Amz-Target");
	}

	Wire wire() {
		return wire;
	}

	InputStream body() {
		return new BufferedInputStream(Content.Source.asInputStream(request), 64 << 10);
	}

	void answer(Reply reply) throws IOException {
		response.setStatus(HttpStatus.OK_200);
		if (reply.equals(Reply.EMPTY)) {
			response.getHeaders().put(HttpHeader.CONTENT_TYPE, wire.contentType());
			return;
		}
		write(reply);
	}

	void refuse(KinesisException e) throws IOException {
		response.setStatus(e.code() == ErrorCode.INTERNAL_FAILURE
				? HttpStatus.INTERNAL_SERVER_ERROR_500
				: HttpStatus.BAD_REQUEST_400);
		response.getHeaders().put("x-amzn-ErrorType", e.code().wireName());
		write(out -> out.text("__type", e.code().wireName()).text("message", e.getMessage()));
	}

	/** Closed only when all is written: closing would complete what broke off, and half an answer would pass for a whole one. */
	private void write(Reply reply) throws IOException {
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, wire.contentType());
		var to = wire.mapper().createGenerator(output());
		to.writeStartObject();
		reply.writeTo(new ReplyWriter(wire, to));
		to.writeEndObject();
		to.close();
	}

	private OutputStream output() {
		return Response.asBufferedOutputStream(request, response);
	}

	private static String header(Request request, String name) {
		var value = request.getHeaders().get(name);
		return value == null ? "" : value;
	}
}
