package dev.millrace.web.cloudwatch;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Without a name space there is neither a registry nor a client, so that nobody pays for what nobody gets. */
final class NamespaceIsNamed implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return StringUtils.hasText(context.getEnvironment().getProperty(CloudWatchSettings.PREFIX + ".namespace"));
	}
}
