package dev.millrace.web.guard;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/**
 * Lets a request into a handler only with the scope that it asks for. It asks the handler that was really chosen, so that
 * no way of writing a path leads around it.
 */
final class ScopeCheck implements HandlerInterceptor {

	/** As many as there are handlers; looking an annotation up costs more than the rest of the check. */
	private final Map<Method, Optional<Scope>> scopes = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			scopes.computeIfAbsent(method.getMethod(), _ -> DeclaredRoutes.scope(method))
					.ifPresent(scope -> require(scope, request, response));
		}
		return true;
	}

	private static void require(Scope scope, HttpServletRequest request, HttpServletResponse response) {
		if (!(request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller)) {
			throw Refusal.of(HttpStatus.UNAUTHORIZED, "missing-key", "There is no key in the request.");
		}
		if (!caller.may(scope)) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer realm=\"millrace\", error=\"insufficient_scope\", scope=\"%s\"".formatted(scope.word()));
			throw Refusal.of(HttpStatus.FORBIDDEN, "lacking-scope",
					"The key '%s' lacks the scope %s.".formatted(caller.name(), scope.word()),
					Map.of("scope", scope.word()));
		}
	}
}
