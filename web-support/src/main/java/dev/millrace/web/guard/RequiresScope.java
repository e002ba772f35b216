package dev.millrace.web.guard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.millrace.web.keys.Scope;

/**
 * The scope that a route asks of a key; on the handler's method, or on its class for all of them. A route that has none and
 * is not among {@link PublicPaths} keeps the service from starting.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresScope {

	/** The scope; one, so that there is one answer to what a key lacks. */
	Scope value();
}
