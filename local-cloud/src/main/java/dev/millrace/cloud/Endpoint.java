package dev.millrace.cloud;

import java.util.ArrayList;
import java.util.Map;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One address for all services: hands each request to the service that it is for. */
final class Endpoint extends Handler.Sequence {
	private static final Handler NOT_HERE = new NotHere();

	private final Map<AwsService, Handler> services;
	private final Handler health;
	private final Calls calls = new Calls();

	Endpoint(Map<AwsService, Handler> services) {
		super(new ArrayList<>(services.values().stream().distinct().toList()));
		this.services = services;
		this.health = new Health(services.keySet());
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		if (Request.getPathInContext(request).equals(Health.PATH)) {
			return health.handle(request, response, callback);
		}
		if (Request.getPathInContext(request).equals(Calls.PATH)) {
			return calls.handle(request, response, callback);
		}
		var service = AwsService.of(request);
		calls.note(service, request);
		return services.getOrDefault(service, NOT_HERE).handle(request, response, callback);
	}
}
