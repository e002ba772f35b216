package dev.millrace.cloud.door;

import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.millrace.cloud.platform.Routes;

/** Passes requests on as a load balancer of AWS does: Host as it came, X-Forwarded-* added, bodies streamed. */
final class RoutingProxy extends ProxyHandler {
	private static final int CONNECTIONS = 512;
	private static final long EXCHANGE_IDLE_SECONDS = 60;
	/** Shorter than a service keeps idle connections, so that none is used in the moment in which it is closed. */
	private static final long POOLED_IDLE_MILLIS = 10_000;

	private final Routes routes;
	private final Map<String, URI> services;

	RoutingProxy(Routes routes, Map<String, URI> services) {
		this.routes = routes;
		this.services = services;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		if (service(request).isEmpty()) {
			Problem.NO_ROUTE.answer(response, callback);
		} else if (!isUri(request.getHttpURI())) {
			Problem.NO_URI.answer(response, callback);
		} else {
			super.handle(request, response, callback);
		}
		return true;
	}

	@Override
	protected HttpURI rewriteHttpURI(Request request) {
		var service = service(request).orElseThrow();
		return HttpURI.build(request.getHttpURI()).scheme("http").host(service.getHost()).port(service.getPort());
	}

	@Override
	protected void configureHttpClient(HttpClient client) {
		super.configureHttpClient(client);
		client.setUserAgentField(null);
		client.setMaxConnectionsPerDestination(CONNECTIONS);
		client.setIdleTimeout(POOLED_IDLE_MILLIS);
	}

	@Override
	protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
		return super.newProxyToServerRequest(request, uri).idleTimeout(EXCHANGE_IDLE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
		onward.headers(headers -> headers.computeField("X-Forwarded-For", (name, before) -> forwardedFor(request, name))
				.put("X-Forwarded-Proto", request.getHttpURI().getScheme())
				.put("X-Forwarded-Port", String.valueOf(Request.getServerPort(request)))
				.put(HttpHeader.HOST, request.getHttpURI().getAuthority()));
	}

	@Override
	protected void onServerToProxyResponseFailure(Request request, org.eclipse.jetty.client.Request onward,
			org.eclipse.jetty.client.Response answer, Response response, Callback callback, Throwable failure) {
		if (response.isCommitted()) {
			callback.failed(failure);
		} else {
			problem(failure).answer(response, callback);
		}
	}

	private Optional<URI> service(Request request) {
		return routes.service(request.getMethod(), request.getHttpURI().getPath()).map(services::get);
	}

	/** The client that passes requests on takes what RFC 3986 allows, and so do the services. */
	private static boolean isUri(HttpURI uri) {
		try {
			var _ = uri.toURI();
			return true;
		} catch (IllegalArgumentException _) {
			return false;
		}
	}

	private static HttpField forwardedFor(Request request, String name) {
		var before = request.getHeaders().getValuesList(name);
		var client = Request.getRemoteAddr(request);
		return new HttpField(name, before.isEmpty() ? client : String.join(", ", before) + ", " + client);
	}

	private static Problem problem(Throwable failure) {
		return switch (failure) {
			case ConnectException _,ClosedChannelException _ -> Problem.NOT_UP;
			case TimeoutException _ -> Problem.TOO_LATE;
			default -> Problem.BROKEN_OFF;
		};
	}
}
