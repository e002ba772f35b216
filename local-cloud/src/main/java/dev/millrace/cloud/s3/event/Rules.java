package dev.millrace.cloud.s3.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.s3.protocol.Xml;

/** Which events of a bucket go to which queues: its notification configuration. */
public record Rules(List<Rule> rules) {
	public static final Rules NONE = new Rules(List.of());
	private static final String QUEUE_ARN = "arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}(\\.fifo)?";

	public Rules {
		rules = List.copyOf(rules);
	}

	/** Throws S3Error where it is not one, or names destinations that are not queues. */
	public static Rules read(byte[] document) {
		return new Rules(Xml.read(document, "NotificationConfiguration").children().stream().map(Rules::rule).toList());
	}

	List<Rule> matching(EventName name, String key) {
		return rules.stream().filter(rule -> rule.matches(name, key)).toList();
	}

	private static Rule rule(Xml configuration) {
		if (!configuration.name().equals("QueueConfiguration")) {
			throw new S3Error(501, "NotImplemented",
					"Events go to SQS queues only here; %s is not implemented.".formatted(configuration.name()));
		}
		var queue = configuration.text("Queue")
				.filter(arn -> arn.matches(QUEUE_ARN))
				.orElseThrow(
						() -> S3Error.invalidArgument("The ARN could not be parsed as that of a queue"));
		var events = configuration.texts("Event");
		if (events.isEmpty() || !events.stream().allMatch(Rules::isKnown)) {
			throw S3Error.invalidArgument("The event '%s' is not supported for notifications"
					.formatted(String.join(", ", events)));
		}
		return new Rule(configuration.text("Id").orElse("notification"), queue, events,
				filter(configuration, "prefix"), filter(configuration, "suffix"));
	}

	private static boolean isKnown(String event) {
		return event.matches("s3:(ObjectCreated|ObjectRemoved):(\\*|[A-Za-z]+)");
	}

	private static @Nullable String filter(Xml configuration, String name) {
		return configuration.children("Filter")
				.stream()
				.flatMap(filter -> filter.children("S3Key").stream())
				.flatMap(key -> key.children("FilterRule").stream())
				.filter(rule -> rule.text("Name").filter(name::equalsIgnoreCase).isPresent())
				.flatMap(rule -> rule.text("Value").stream())
				.findFirst()
				.orElse(null);
	}

	/** One of them. */
	public record Rule(String id, String queue, List<String> events, @Nullable String prefix,
			@Nullable String suffix) {
		boolean matches(EventName name, String key) {
			return events.stream().anyMatch(event -> covers(event, "s3:" + name))
					&& (prefix == null || key.startsWith(prefix)) && (suffix == null || key.endsWith(suffix));
		}

		private static boolean covers(String event, String name) {
			return event.endsWith("*") ? name.startsWith(event.substring(0, event.length() - 1)) : event.equals(name);
		}
	}
}
