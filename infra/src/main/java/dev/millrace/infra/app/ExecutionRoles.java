package dev.millrace.infra.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;

import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.PlatformStack;

/** What ECS does before a service runs, and the service may not: pull its image, open its log, hand it its secrets. */
final class ExecutionRoles {

	private ExecutionRoles() {}

	static Role make(PlatformStack stack, DataStack data, Service service, LogGroup log, Map<String, Secret> secrets) {
		var statements = new ArrayList<PolicyStatement>();
		statements.add(Allow.to("SignInToTheRegistry", List.of("ecr:GetAuthorizationToken"), "*"));
		statements.add(Allow.to("PullImages",
				List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
				repositories(stack)));
		statements.add(
				Allow.to("WriteTheLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn()));
		if (!secrets.isEmpty()) {
			List<String> arns = secrets.values().stream().map(Secret::getSecretArn).toList();
			statements.add(Allow.to("Secrets", List.of("secretsmanager:GetSecretValue"), arns.toArray(String[]::new)));
			statements.add(
					Allow.key(stack, "SecretsKey", List.of("kms:Decrypt"), data.key().getKeyArn(), "secretsmanager",
							"SecretARN", arns));
		}
		var role = Role.Builder.create(stack, service.word() + "ExecutionRole")
				.roleName(stack.plan().names().executionRole(service.id()))
				.description("What ECS does to start " + service.id())
				.assumedBy(TaskRoles.tasksOfThisAccount(stack))
				.inlinePolicies(Map.of("start", PolicyDocument.Builder.create().statements(statements).build()))
				.build();
		stack.acceptStar(role, "Resource::*", "Signing in to ECR knows no resources.");
		stack.acceptStar(role, "Resource::" + repositories(stack),
				"The repositories of this environment's images share the beginning of their names.");
		return role;
	}

	private static String repositories(PlatformStack stack) {
		return stack.arn("ecr", "repository/%s-%s/*".formatted(Names.PROJECT, stack.plan().names().suffix()));
	}
}
