package dev.millrace.cloud.s3.bucket;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.millrace.cloud.s3.protocol.S3Error;

/** What browsers are told of a bucket, before a request and with its answer. */
public final class Cors {
	private final Configurations configurations;

	public Cors(Configurations configurations) {
		this.configurations = configurations;
	}

	/** Answers whether such a request may be made. Throws S3Error where it may not. */
	public void preflight(String bucket, Request request, Response response, Callback callback) {
		var origin = header(request, HttpHeader.ORIGIN.asString());
		var method = header(request, "Access-Control-Request-Method");
		if (origin.isEmpty() || method.isEmpty()) {
			throw new S3Error(400, "BadRequest",
					"Insufficient information. Origin request header needed, and Access-Control-Request-Method.");
		}
		var headers = Arrays.stream(header(request, "Access-Control-Request-Headers").split(",", -1))
				.map(String::strip)
				.filter(name -> !name.isEmpty())
				.toList();
		var rule = configurations.cors(bucket)
				.find(origin, method, headers)
				.orElseThrow(() -> new S3Error(403, "AccessForbidden",
						"CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, "
								+ "request method / Access-Control-Request-Method or Access-Control-Request-Headers are not "
								+ "whitelisted by the resource's CORS spec."));
		allow(rule, origin, response.getHeaders());
		if (!headers.isEmpty()) {
			response.getHeaders().put("Access-Control-Allow-Headers", String.join(", ", headers));
		}
		rule.maxAge().ifPresent(seconds -> response.getHeaders().put("Access-Control-Max-Age", seconds));
		callback.succeeded();
	}

	/** Adds to an answer what lets a browser's script see it. */
	public void admit(String bucket, Request request, HttpFields.Mutable headers) {
		var origin = header(request, HttpHeader.ORIGIN.asString());
		if (!origin.isEmpty() && !bucket.isEmpty()) {
			configurations.cors(bucket)
					.find(origin, request.getMethod(), List.of())
					.ifPresent(rule -> allow(rule, origin, headers));
		}
	}

	private static void allow(CorsRules.Rule rule, String origin, HttpFields.Mutable headers) {
		headers.put("Access-Control-Allow-Origin", rule.allowsEveryOrigin() ? "*" : origin);
		headers.put("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
		headers.put("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
		if (!rule.allowsEveryOrigin()) {
			headers.put("Access-Control-Allow-Credentials", "true");
		}
		if (!rule.exposed().isEmpty()) {
			headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
		}
	}

	private static String header(Request request, String name) {
		var value = request.getHeaders().get(name);
		return value == null ? "" : value;
	}
}
