package dev.millrace.infra.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * Policies of keys without {@code kms:*} for the account: its administrators manage a key and cannot use it; who uses it is
 * named, and only through the services that hold the data.
 */
public final class KeyPolicies {

	private static final List<String> ADMINISTRATION = List.of("kms:CancelKeyDeletion", "kms:CreateAlias",
			"kms:DeleteAlias",
			"kms:DescribeKey", "kms:DisableKey", "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation",
			"kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListGrants", "kms:ListKeyPolicies",
			"kms:ListResourceTags", "kms:ListKeyRotations", "kms:PutKeyPolicy", "kms:RevokeGrant",
			"kms:RotateKeyOnDemand",
			"kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
			"kms:UpdateKeyDescription");
	private static final List<String> USE = List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey",
			"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo");

	private final PlatformStack stack;
	private final PolicyDocument policy = new PolicyDocument();

	public KeyPolicies(PlatformStack stack) {
		this.stack = stack;
		policy.addStatements(PolicyStatement.Builder.create()
				.sid("AdministrationWithoutUse")
				.effect(Effect.ALLOW)
				.principals(List.of(new AccountRootPrincipal()))
				.actions(ADMINISTRATION)
				.resources(List.of("*"))
				.build());
	}

	/** The roles of these names use the key, through these services alone. They need not exist yet: the ARN is compared. */
	public KeyPolicies use(List<String> roleNames, List<String> services) {
		policy.addStatements(PolicyStatement.Builder.create()
				.sid("UseThroughServices")
				.effect(Effect.ALLOW)
				.principals(List.of(new AccountRootPrincipal()))
				.actions(USE)
				.resources(List.of("*"))
				.conditions(ordered("ArnLike",
						Map.of("aws:PrincipalArn", roleNames.stream().map(this::roleArn).toList()), "StringEquals",
						Map.of("kms:ViaService", via(services))))
				.build());
		return this;
	}

	/** Whoever may make a table, a stream or a database in this account may have AWS use the key for it. */
	public KeyPolicies grants(List<String> services) {
		policy.addStatements(PolicyStatement.Builder.create()
				.sid("GrantsToServicesThatHoldData")
				.effect(Effect.ALLOW)
				.principals(List.of(new AccountRootPrincipal()))
				.actions(List.of("kms:CreateGrant", "kms:DescribeKey"))
				.resources(List.of("*"))
				.conditions(ordered("Bool", Map.of("kms:GrantIsForAWSResource", "true"), "StringEquals",
						ordered("kms:CallerAccount", stack.getAccount(), "kms:ViaService", via(services))))
				.build());
		return this;
	}

	/** AWS services that act for themselves, in this account's name. */
	public KeyPolicies service(String sid, List<String> services) {
		policy.addStatements(PolicyStatement.Builder.create()
				.sid(sid)
				.effect(Effect.ALLOW)
				.principals(services.stream().map(ServicePrincipal::new).toList())
				.actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
				.resources(List.of("*"))
				.conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
				.build());
		return this;
	}

	/** CloudWatch Logs, for these log groups; patterns may end in a star. */
	public KeyPolicies logs(List<String> logGroups) {
		policy.addStatements(PolicyStatement.Builder.create()
				.sid("LogGroups")
				.effect(Effect.ALLOW)
				.principals(List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
				.actions(List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
						"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"))
				.resources(List.of("*"))
				.conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn",
						logGroups.stream().map(group -> stack.arn("logs", "log-group:" + group)).toList())))
				.build());
		return this;
	}

	public PolicyDocument document() {
		return policy;
	}

	private List<String> via(List<String> services) {
		return services.stream().map(service -> service + "." + stack.getRegion() + ".amazonaws.com").toList();
	}

	private String roleArn(String name) {
		return stack.globalArn("iam", "role/" + name);
	}

	/** In the order of the keys: an unordered map would give another template each time. */
	public static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
		return new TreeMap<>(Map.of(key, value, otherKey, otherValue));
	}
}
