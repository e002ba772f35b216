package dev.millrace.infra.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelection;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Recovery points of what cannot be made again: daily for five weeks, monthly for a year. */
final class Backups {

	private static final List<String> MANAGED = List.of("service-role/AWSBackupServiceRolePolicyForBackup",
			"service-role/AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Backup",
			"AWSBackupServiceRolePolicyForS3Restore");
	/** Held by no one but itself: leases and progress are found again by reading. */
	private static final List<String> NOT_WORTH_IT = List.of("processor", "replays");

	private Backups() {}

	static void of(PlatformStack stack, IKey key, Tables tables, Buckets buckets) {
		var vault = BackupVault.Builder.create(stack, "BackupVault")
				.backupVaultName(stack.name(Limit.VAULT, "vault"))
				.encryptionKey(key)
				.removalPolicy(stack.removal())
				.build();
		var plan = BackupPlan.Builder.create(stack, "BackupPlan")
				.backupPlanName(stack.name(Limit.PLAN, "plan"))
				.backupVault(vault)
				.backupPlanRules(
						List.of(rule("daily", CronOptions.builder().hour("3").minute("0").build(), Duration.days(35)),
								rule("monthly", CronOptions.builder().day("1").hour("4").minute("0").build(),
										Duration.days(365))))
				.build();
		BackupSelection.Builder.create(stack, "BackupSelection")
				.backupPlan(plan)
				.backupSelectionName(stack.name(Limit.PLAN, "data"))
				.disableDefaultBackupPolicy(true)
				.role(role(stack))
				.resources(resources(tables, buckets))
				.build();
	}

	private static BackupPlanRule rule(String name, CronOptions when, Duration kept) {
		return BackupPlanRule.Builder.create()
				.ruleName(name)
				.scheduleExpression(Schedule.cron(when))
				.startWindow(Duration.hours(1))
				.completionWindow(Duration.hours(8))
				.deleteAfter(kept)
				.build();
	}

	private static Role role(PlatformStack stack) {
		var role = Role.Builder.create(stack, "BackupRole")
				.roleName(stack.name(Limit.ROLE, "backup"))
				.assumedBy(new ServicePrincipal("backup.amazonaws.com"))
				.managedPolicies(MANAGED.stream().map(ManagedPolicy::fromAwsManagedPolicyName).toList())
				.build();
		for (String policy : MANAGED) {
			PlatformStack.accept(role,
					"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/%s]".formatted(policy),
					"AWS Backup's own policy, which AWS keeps in step with what the service needs; only AWS Backup takes the role.");
		}
		return role;
	}

	private static List<BackupResource> resources(Tables tables, Buckets buckets) {
		var resources = new ArrayList<BackupResource>();
		tables.words()
				.stream()
				.filter(word -> !NOT_WORTH_IT.contains(word.toLowerCase(Locale.ROOT)))
				.forEach(word -> resources.add(BackupResource.fromArn(tables.table(word).getAttrArn())));
		resources.add(BackupResource.fromArn(buckets.files().getBucketArn()));
		resources.add(BackupResource.fromArn(buckets.events().getBucketArn()));
		return resources;
	}
}
