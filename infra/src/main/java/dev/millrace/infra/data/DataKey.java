package dev.millrace.infra.data;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awscdk.services.kms.Key;

import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.KeyPolicies;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The key under which all data lies. */
final class DataKey {

	/** Services that hold our data; the key can be used through them and not by itself. */
	private static final List<String> HOLDERS = List.of("dynamodb", "kinesis", "s3", "secretsmanager", "sqs", "backup",
			"rds");

	private DataKey() {}

	static Key make(PlatformStack stack) {
		List<String> roles = new ArrayList<>(stack.settings().operatorRoles());
		for (Service service : Service.values()) {
			roles.add(stack.plan().names().taskRole(service.id()));
			roles.add(stack.plan().names().executionRole(service.id()));
		}
		roles.add(stack.name(Limit.ROLE, "backup"));
		roles.add(stack.name(Limit.ROLE, "canary"));
		// CloudFormation's own, as `cdk bootstrap` names it: it makes the secrets and the vault.
		roles.add("cdk-*-cfn-exec-role-*");
		return Key.Builder.create(stack, "DataKey")
				.alias("alias/" + stack.name(Limit.KEY_ALIAS, "data"))
				.description("Data of Millrace " + stack.plan().names().suffix())
				.enableKeyRotation(true)
				.pendingWindow(stack.untilKeysGo())
				.removalPolicy(stack.removal())
				.policy(new KeyPolicies(stack).use(roles, HOLDERS)
						.grants(HOLDERS)
						.service("NotificationsAndRules", List.of("s3.amazonaws.com", "events.amazonaws.com"))
						.document())
				.build();
	}
}
