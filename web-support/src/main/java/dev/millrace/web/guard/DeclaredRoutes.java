package dev.millrace.web.guard;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.millrace.web.keys.Scope;

/** Every route of the service with the scope that it asks for. The service does not start with one that says nothing. */
public final class DeclaredRoutes implements SmartInitializingSingleton {

	private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

	DeclaredRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
		this.mappings = mappings;
	}

	/** All routes, in the order of their paths. */
	public List<Route> all() {
		List<Route> routes = new ArrayList<>();
		for (var mapping : mappings) {
			mapping.getHandlerMethods().forEach((info, handler) -> routes.addAll(routes(info, handler)));
		}
		routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
		return List.copyOf(routes);
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (Route route : all()) {
			if (route.scope().isEmpty() && !PublicPaths.contains(route.path())) {
				throw new IllegalStateException(
						"The route %s %s (%s) does not say who may use it: give it @%s, or its path a line in %s"
								.formatted(
										route.method(), route.path(), route.handler(),
										RequiresScope.class.getSimpleName(),
										PublicPaths.class.getSimpleName()));
			}
		}
	}

	static Optional<Scope> scope(HandlerMethod handler) {
		return find(handler, RequiresScope.class).map(RequiresScope::value);
	}

	private static <A extends Annotation> Optional<A> find(HandlerMethod handler, Class<A> annotation) {
		return Optional.ofNullable(handler.getMethodAnnotation(annotation))
				.or(() -> Optional.ofNullable(
						AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), annotation)));
	}

	private static List<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
		Set<String> paths = info.getPatternValues();
		var methods = info.getMethodsCondition().getMethods();
		List<Route> routes = new ArrayList<>();
		for (String path : paths) {
			if (methods.isEmpty()) {
				routes.add(new Route("GET", path, scope(handler), handler.getShortLogMessage()));
			}
			methods.forEach(method -> routes
					.add(new Route(method.name(), path, scope(handler), handler.getShortLogMessage())));
		}
		return routes;
	}

	/**
	 * One route.
	 *
	 * @param method its HTTP method; GET where it takes any
	 * @param path with its variables as in {@code /v1/events/{id}}
	 * @param scope that it asks for; none where it is open to everyone
	 * @param handler whose it is
	 */
	public record Route(String method, String path, Optional<Scope> scope, String handler) {}
}
