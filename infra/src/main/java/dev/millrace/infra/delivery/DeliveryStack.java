package dev.millrace.infra.delivery;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.ecr.TagStatus;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.Plan;
import dev.millrace.infra.stack.PlatformStack;

/** The image repositories, and the role that a workflow on GitHub takes on by its own identity: there is no key to leak. */
public final class DeliveryStack extends PlatformStack {

	private static final String ISSUER = "token.actions.githubusercontent.com";
	private static final String AUDIENCE = "sts.amazonaws.com";

	public DeliveryStack(Construct app, Plan plan, String githubRepository) {
		super(app, plan, "Delivery", "image repositories, the role of the pipeline");
		List<Repository> repositories = List.of(Service.values()).stream().map(this::repository).toList();
		var role = Role.Builder.create(this, "PipelineRole")
				.roleName(name(Limit.ROLE, "pipeline"))
				.description("Pushes images and deploys, from one branch of one repository")
				.maxSessionDuration(Duration.hours(1))
				.assumedBy(new WebIdentityPrincipal(provider(), Map.of("StringEquals", new java.util.TreeMap<>(Map.of(
						ISSUER + ":aud", AUDIENCE, ISSUER + ":sub",
						"repo:%s:ref:refs/heads/%s".formatted(githubRepository, settings().delivery().branch()))))))
				.inlinePolicies(Map.of("deliver", PolicyDocument.Builder.create()
						.statements(List.of(allow("SignIn", List.of("ecr:GetAuthorizationToken"), List.of("*")),
								allow("PushImages", List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
										"ecr:CompleteLayerUpload", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer",
										"ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"),
										repositories.stream().map(Repository::getRepositoryArn).toList()),
								allow("DeployAsCdkDoes", List.of("sts:AssumeRole"), List.of(bootstrapRole("deploy"),
										bootstrapRole("file-publishing"), bootstrapRole("lookup")))))
						.build()))
				.build();
		acceptStar(role, "Resource::*", "Signing in to ECR knows no resources.");
		output("PipelineRoleArn", "what a workflow takes on", role.getRoleArn());
	}

	private Repository repository(Service service) {
		var repository = Repository.Builder.create(this, service.word() + "Images")
				.repositoryName("%s-%s/%s".formatted(Names.PROJECT, plan().names().suffix(), service.id()))
				.imageScanOnPush(true)
				.imageTagMutability(TagMutability.IMMUTABLE)
				.encryption(RepositoryEncryption.KMS)
				.lifecycleRules(List.of(
						LifecycleRule.builder()
								.rulePriority(1)
								.description("Untagged after a week")
								.tagStatus(TagStatus.UNTAGGED)
								.maxImageAge(Duration.days(7))
								.build(),
						LifecycleRule.builder()
								.rulePriority(2)
								.description("The last fifty")
								.tagStatus(TagStatus.ANY)
								.maxImageCount(50)
								.build()))
				.emptyOnDelete(settings().destroy())
				.removalPolicy(removal())
				.build();
		output(service.word() + "Repository", "images of " + service.id(), repository.getRepositoryUri());
		return repository;
	}

	private String provider() {
		return settings().delivery()
				.oidcProvider()
				.orElseGet(() -> CfnOIDCProvider.Builder.create(this, "GitHub")
						.url("https://" + ISSUER)
						.clientIdList(List.of(AUDIENCE))
						.build()
						.getAttrArn());
	}

	/** As {@code cdk bootstrap} names them. */
	private String bootstrapRole(String what) {
		return globalArn("iam", "role/cdk-hnb659fds-%s-role-%s-%s".formatted(what, getAccount(), getRegion()));
	}

	private static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
		return PolicyStatement.Builder.create()
				.sid(sid)
				.effect(Effect.ALLOW)
				.actions(actions)
				.resources(resources)
				.build();
	}
}
