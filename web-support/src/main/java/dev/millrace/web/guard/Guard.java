package dev.millrace.web.guard;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.KeyRing;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.keys.Verdict;
import dev.millrace.web.limits.Allowance;
import dev.millrace.web.limits.RequestLimits;
import dev.millrace.web.problem.Refusal;

/** Lets no request further that shows no good key, unless its path is public; before its body is read. */
final class Guard extends OncePerRequestFilter {

	private static final String HOW = " Send a key as 'Authorization: Bearer mr_...' or 'X-API-Key: mr_...'.";

	private final KeyRing keys;
	private final RequestLimits limits;
	private final HandlerExceptionResolver answers;

	/**
	 * A guard.
	 *
	 * @param answers writes a refusal as the routes' own are written
	 */
	Guard(KeyRing keys, RequestLimits limits, HandlerExceptionResolver answers) {
		this.keys = keys;
		this.limits = limits;
		this.answers = answers;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return PublicPaths.contains(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			StoredKey key = judge(request);
			limit(key, response);
			request.setAttribute(Caller.ATTRIBUTE, key.caller());
		} catch (RuntimeException e) {
			if (e instanceof Refusal refusal && refusal.status() == HttpStatus.UNAUTHORIZED) {
				challenge(response, refusal);
			}
			answers.resolveException(request, response, null, e);
			return;
		}
		chain.doFilter(request, response);
	}

	private StoredKey judge(HttpServletRequest request) {
		return switch (ShownKey.of(request)) {
			case ShownKey.Missing() -> throw unauthorized("missing-key", "There is no key in the request." + HOW);
			case ShownKey.Malformed(var why) -> throw unauthorized("malformed-key", why + HOW);
			case ShownKey.Shown(var shown) -> judge(shown);
		};
	}

	private StoredKey judge(ApiKey shown) {
		return switch (keys.judge(shown)) {
			case Verdict.Good(var key) -> key;
			case Verdict.Bad(var code, var detail) -> throw unauthorized(code, detail);
		};
	}

	private void limit(StoredKey key, HttpServletResponse response) {
		Allowance allowance = limits.take(key.id(), key.rateLimit());
		allowance.headers().forEach(response::setHeader);
		if (!allowance.granted()) {
			throw Refusal.retryAfter(HttpStatus.TOO_MANY_REQUESTS, "rate-limited",
					"The key has used up its limit of %d; %d more come each %s. A request takes one, and each event after its first another."
							.formatted(allowance.limit().burst(), allowance.limit().refill(),
									allowance.limit().periodInWords()),
					allowance.refill());
		}
	}

	/** RFC 6750, section 3: a request without a key is told the scheme alone. */
	private static void challenge(HttpServletResponse response, Refusal refusal) {
		String error = refusal.code().equals("missing-key") ? "" : ", error=\"invalid_token\"";
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"" + error);
	}

	private static Refusal unauthorized(String code, String detail) {
		return Refusal.of(HttpStatus.UNAUTHORIZED, code, detail);
	}
}
