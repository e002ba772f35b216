package dev.millrace.infra.foundation;

import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.PlatformStack;

/** Log groups, all named by us, encrypted and bounded: one that AWS makes by itself outlives its stack and is kept for ever. */
public final class LogGroups {

	private final IKey key;

	LogGroups(IKey key) {
		this.key = key;
	}

	/** For what the platform writes itself, as {@code /millrace/SUFFIX/WHAT}. */
	public LogGroup make(PlatformStack stack, String id, String what) {
		return named(stack, id, stack.plan().names().path(Limit.LOG_GROUP, what));
	}

	/** For what AWS looks for under a name of its own. */
	public LogGroup named(PlatformStack stack, String id, String name) {
		return LogGroup.Builder.create(stack, id)
				.logGroupName(name)
				.encryptionKey(key)
				.retention(retention(stack.settings().operations().logDays()))
				.removalPolicy(stack.removal())
				.build();
	}

	static String ofThePlatform(Names names) {
		return names.path(Limit.LOG_GROUP, "");
	}

	/** WAF takes none whose name begins otherwise. */
	public static String ofTheFirewall(Names names) {
		return names.prefixed(Limit.LOG_GROUP, "aws-waf-logs-", "edge");
	}

	/** Container Insights writes there. */
	public static String ofInsights(Names names) {
		return "/aws/ecs/containerinsights/%s/performance".formatted(names.of(Limit.CLUSTER, "services"));
	}

	static String ofFunctions(Names names) {
		return names.prefixed(Limit.LOG_GROUP, "/aws/lambda/", "empty-buckets");
	}

	private static RetentionDays retention(int days) {
		return switch (days) {
			case 1 -> RetentionDays.ONE_DAY;
			case 3 -> RetentionDays.THREE_DAYS;
			case 5 -> RetentionDays.FIVE_DAYS;
			case 7 -> RetentionDays.ONE_WEEK;
			case 14 -> RetentionDays.TWO_WEEKS;
			case 30 -> RetentionDays.ONE_MONTH;
			case 60 -> RetentionDays.TWO_MONTHS;
			case 90 -> RetentionDays.THREE_MONTHS;
			case 120 -> RetentionDays.FOUR_MONTHS;
			case 150 -> RetentionDays.FIVE_MONTHS;
			case 180 -> RetentionDays.SIX_MONTHS;
			case 365 -> RetentionDays.ONE_YEAR;
			case 400 -> RetentionDays.THIRTEEN_MONTHS;
			case 545 -> RetentionDays.EIGHTEEN_MONTHS;
			case 731 -> RetentionDays.TWO_YEARS;
			case 1096 -> RetentionDays.THREE_YEARS;
			case 1827 -> RetentionDays.FIVE_YEARS;
			case 2192 -> RetentionDays.SIX_YEARS;
			case 2557 -> RetentionDays.SEVEN_YEARS;
			case 2922 -> RetentionDays.EIGHT_YEARS;
			case 3288 -> RetentionDays.NINE_YEARS;
			case 3653 -> RetentionDays.TEN_YEARS;
			default -> throw new IllegalArgumentException("CloudWatch keeps no logs for %d days".formatted(days));
		};
	}
}
