package dev.millrace.infra.stack;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;
import software.constructs.IConstruct;

import dev.millrace.infra.settings.Settings;

/** A stack of the platform: named, tagged, in no account or region of its own unless one is set. */
public abstract class PlatformStack extends Stack {

	private final transient Plan plan;

	/** In CDK a construct joins its tree while it is made, so that the tree sees it half-made by design. */
	@SuppressWarnings("this-escape")
	protected PlatformStack(Construct app, Plan plan, String id, String description) {
		super(app, id, StackProps.builder()
				.stackName(plan.names().of(Limit.STACK, id.toLowerCase(java.util.Locale.ROOT)))
				.description("Millrace " + plan.names().suffix() + ": " + description)
				.env(environment(plan.settings()))
				.terminationProtection(!plan.settings().destroy())
				.build());
		this.plan = plan;
		labels().forEach(Tags.of(this)::add);
	}

	/** On everything that can be tagged; where CDK does not do it by itself, a resource asks for them. */
	public final SortedMap<String, String> labels() {
		return new TreeMap<>(Map.of("Project", Names.PROJECT, "Environment", plan.names().suffix(), "Owner",
				plan.settings().tags().owner(), "CostCenter", plan.settings().tags().costCenter()));
	}

	private static Environment environment(Settings settings) {
		var environment = Environment.builder();
		settings.account().ifPresent(environment::account);
		settings.region().ifPresent(environment::region);
		return environment.build();
	}

	/** As CloudFormation will find them; CDK would ask an account. */
	@Override
	public List<String> getAvailabilityZones() {
		return IntStream.range(0, plan.settings().network().zones()).mapToObj(i -> Fn.select(i, Fn.getAzs())).toList();
	}

	public Plan plan() {
		return plan;
	}

	public Settings settings() {
		return plan.settings();
	}

	public String name(Limit limit, String what) {
		return plan.names().of(limit, what);
	}

	/** What deleting the stack does to data. */
	public RemovalPolicy removal() {
		return settings().destroy() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
	}

	/** In which the deletion of a key can be taken back: as long as AWS lets it, or as short. */
	public Duration untilKeysGo() {
		return Duration.days(settings().destroy() ? 7 : 30);
	}

	public String arn(String service, String resource) {
		return "arn:%s:%s:%s:%s:%s".formatted(getPartition(), service, getRegion(), getAccount(), resource);
	}

	/** An ARN without region, as IAM's. */
	public String globalArn(String service, String resource) {
		return formatArn(ArnComponents.builder()
				.service(service)
				.region("")
				.resource(resource.substring(0, resource.indexOf('/')))
				.resourceName(resource.substring(resource.indexOf('/') + 1))
				.build());
	}

	/** An address or ARN that a person or a test needs, exported as STACK-ID. */
	public void output(String id, String description, String value) {
		CfnOutput.Builder.create(this, id + "Output")
				.description(description)
				.value(value)
				.exportName(
						plan.names().of(Limit.EXPORT, getNode().getId().toLowerCase(java.util.Locale.ROOT)) + "-" + id)
				.build();
	}

	/**
	 * That a finding of the checks is as it should be, and why a reviewer may agree; it holds for the construct and what is in it.
	 *
	 * @param rule as the report asks for it, such as {@code AwsSolutions::AwsSolutions-S1}
	 */
	public static void accept(IConstruct construct, String rule, String reason) {
		construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
	}

	/** That a policy of the construct names more than one resource or action by a star. */
	public void acceptStar(IConstruct construct, String star, String reason) {
		String shown = star.replace(getPartition(), "<AWS::Partition>")
				.replace(getAccount(), settings().account().orElse("<AWS::AccountId>"))
				.replace(getRegion(), settings().region().orElse("<AWS::Region>"));
		accept(construct, "AwsSolutions-IAM5[%s]".formatted(shown), reason);
	}
}
