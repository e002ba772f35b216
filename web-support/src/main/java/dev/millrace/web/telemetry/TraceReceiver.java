package dev.millrace.web.telemetry;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether there is one: {@code OTEL_EXPORTER_OTLP_ENDPOINT}, or Boot's setting which that becomes. Without it Boot's tracing is left out as a
 * whole, so that neither a start nor a request pays for spans that nobody gets.
 */
public final class TraceReceiver implements AutoConfigurationImportFilter, Condition, EnvironmentAware {

	private static final String SETTING = "management.opentelemetry.tracing.export.otlp.endpoint";
	private static final String[] PACKAGES = {"org.springframework.boot.micrometer.tracing.",
			"org.springframework.boot.opentelemetry."};

	private boolean isThere;

	@Override
	public void setEnvironment(Environment environment) {
		isThere = isIn(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] taken = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			taken[i] = isThere || !isTracing(classes[i]);
		}
		return taken;
	}

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return isIn(context.getEnvironment());
	}

	private static boolean isIn(Environment environment) {
		return StringUtils.hasText(environment.getProperty(SETTING));
	}

	private static boolean isTracing(@Nullable String name) {
		return name != null && Stream.of(PACKAGES).anyMatch(name::startsWith);
	}
}
