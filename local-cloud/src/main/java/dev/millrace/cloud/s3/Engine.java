package dev.millrace.cloud.s3;

import java.net.URI;
import java.util.Locale;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

import dev.millrace.cloud.s3.protocol.ObjectPath;
import dev.millrace.cloud.s3.protocol.S3Error;

/** S3Proxy on a free loopback port of its own. Who may do what has been settled before a request comes here. */
final class Engine extends ProxyHandler {
	private static final int THREADS = 64;
	private static final int CONNECTIONS = 512;
	/** A form is read elsewhere; what else must lie in memory here is a list of keys. */
	private static final long IN_MEMORY = 4 << 20;
	/** A client that pauses in its upload is not cut off by the hop behind it. */
	private static final long IDLE_MILLIS = 300_000;
	/** S3's own for an object of which nobody says what it is. */
	private static final String ANY_TYPE = "binary/octet-stream";

	private final S3Proxy server;

	private Engine(S3Proxy server) {
		this.server = server;
	}

	static Engine on(BlobStore objects) throws Exception {
		var server = S3Proxy.builder()
				.blobStore(objects)
				.endpoint(URI.create("http://127.0.0.1:0"))
				.awsAuthentication(AuthenticationType.NONE, "", "")
				.v4MaxNonChunkedRequestSize(IN_MEMORY)
				.jettyMaxThreads(THREADS)
				.stopTimeout(0)
				.build();
		server.start();
		return new Engine(server);
	}

	@Override
	protected HttpURI rewriteHttpURI(Request request) {
		var query = request.getHttpURI().getQuery();
		return HttpURI.from("http://127.0.0.1:" + server.getPort() + ObjectPath.of(request).encoded()
				+ (query == null ? "" : "?" + query));
	}

	@Override
	protected void configureHttpClient(HttpClient client) {
		super.configureHttpClient(client);
		client.setUserAgentField(null);
		client.setMaxConnectionsPerDestination(CONNECTIONS);
		client.setIdleTimeout(IDLE_MILLIS);
	}

	/** Who asked, and on whose account, has no meaning behind this point; the engine would refuse headers that it does not know. */
	@Override
	protected void copyRequestHeaders(Request request, org.eclipse.jetty.client.Request onward) {
		super.copyRequestHeaders(request, onward);
		onward.headers(headers -> headers.remove("Authorization")
				.remove("x-amz-security-token")
				.remove("x-amz-expected-bucket-owner")
				.remove("x-amz-source-expected-bucket-owner")
				.remove("x-amz-object-ownership"));
		if (isFormByName(request)) {
			onward.headers(headers -> headers.put(HttpHeader.CONTENT_TYPE, ANY_TYPE));
		}
	}

	/** What curl calls a body of which it is told nothing: the engine's web server would read it as parameters and leave nothing of it. */
	private static boolean isFormByName(Request request) {
		var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
		return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
	}

	@Override
	protected void onServerToProxyResponseFailure(Request request, org.eclipse.jetty.client.Request onward,
			org.eclipse.jetty.client.Response answer, Response response, Callback callback, Throwable failure) {
		if (response.isCommitted()) {
			callback.failed(failure);
		} else {
			error(failure).answer(request, response, callback);
		}
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		server.stop();
	}

	private static S3Error error(Throwable failure) {
		for (var cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof S3Error refused) {
				return refused;
			}
		}
		return S3Error.internal();
	}
}
