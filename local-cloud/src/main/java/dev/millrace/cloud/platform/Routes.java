package dev.millrace.cloud.platform;

import java.util.List;
import java.util.Optional;

/** Which service a request goes to (platform/routes.json): the first route that matches decides. */
public final class Routes {
	private final List<Route> routes;

	private Routes(List<Route> routes) {
		this.routes = routes;
	}

	public static Routes ofThePlatform() {
		return new Routes(Declaration.of("routes").valueStream().map(Route::of).toList());
	}

	/** The name of the service, or none where no route matches. */
	public Optional<String> service(String method, String path) {
		return routes.stream().filter(route -> route.matches(method, path)).map(Route::service).findFirst();
	}
}
