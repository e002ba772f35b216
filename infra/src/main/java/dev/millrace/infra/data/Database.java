package dev.millrace.infra.data;

import java.util.List;

import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;

import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.foundation.LogGroups;
import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/**
 * A relational store for a projection of the events, by setting: private, encrypted, its password kept and rotated by RDS itself.
 * How events come into it is in docs/deploy.md.
 */
final class Database {

	private static final String ENGINE_VERSION = "17.6";
	private static final int KEPT_DAYS = 7;
	private static final int PORT = 5433;

	private final PlatformStack stack;
	private final IKey key;
	private final SecurityGroups.Database groups;
	private final CfnDBSubnetGroup subnets;
	private final Role monitoring;
	private final LogGroups logGroups;

	Database(PlatformStack stack, FoundationStack foundation, IKey key) {
		this.stack = stack;
		this.key = key;
		groups = foundation.securityGroups().database();
		logGroups = foundation.logGroups();
		SelectedSubnets selected = foundation.network().vpc().selectSubnets(foundation.network().isolated());
		subnets = CfnDBSubnetGroup.Builder.create(stack, "DatabaseSubnets")
				.dbSubnetGroupName(stack.name(Limit.DATABASE, "data"))
				.dbSubnetGroupDescription("Private subnets without a way out")
				.subnetIds(selected.getSubnetIds())
				.build();
		monitoring = Role.Builder.create(stack, "DatabaseMonitoringRole")
				.roleName(stack.name(Limit.ROLE, "database-monitoring"))
				.assumedBy(new ServicePrincipal("monitoring.rds.amazonaws.com"))
				.managedPolicies(List.of(
						ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSEnhancedMonitoringRole")))
				.build();
		PlatformStack.accept(monitoring,
				"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole]",
				"RDS's own policy for writing its operating system's metrics; only RDS takes the role.");
	}

	void make() {
		if (stack.settings().relational() == Settings.Relational.AURORA) {
			aurora();
		} else {
			postgres();
		}
	}

	private void postgres() {
		String name = stack.name(Limit.DATABASE, "projection");
		var logs = logGroups.named(stack, "DatabaseLogs", "/aws/rds/instance/" + name + "/postgresql");
		var instance = CfnDBInstance.Builder.create(stack, "Database")
				.dbInstanceIdentifier(name)
				.dbName("millrace")
				.engine("postgres")
				.engineVersion(ENGINE_VERSION)
				.dbInstanceClass("db.t4g.small")
				.allocatedStorage("20")
				.maxAllocatedStorage(200)
				.storageType("gp3")
				.multiAz(!stack.settings().destroy())
				.port(String.valueOf(PORT))
				.masterUsername("millrace")
				.manageMasterUserPassword(true)
				.masterUserSecret(CfnDBInstance.MasterUserSecretProperty.builder().kmsKeyId(key.getKeyArn()).build())
				.storageEncrypted(true)
				.kmsKeyId(key.getKeyArn())
				.publiclyAccessible(false)
				.dbSubnetGroupName(subnets.getRef())
				.vpcSecurityGroups(List.of(groups.database().getSecurityGroupId()))
				.enableIamDatabaseAuthentication(true)
				.enableCloudwatchLogsExports(List.of("postgresql"))
				.enablePerformanceInsights(true)
				.performanceInsightsKmsKeyId(key.getKeyArn())
				.monitoringInterval(60)
				.monitoringRoleArn(monitoring.getRoleArn())
				.autoMinorVersionUpgrade(true)
				.copyTagsToSnapshot(true)
				.backupRetentionPeriod(KEPT_DAYS)
				.deleteAutomatedBackups(stack.settings().destroy())
				.deletionProtection(stack.settings().deletionProtection())
				.build();
		instance.getNode().addDependency(logs);
		if (stack.settings().destroy()) {
			PlatformStack.accept(instance, "AwsSolutions::AwsSolutions-RDS3",
					"In one zone where removal is destroy: what may be destroyed may also wait for its zone.");
		}
		atRemoval(instance);
		stack.output("DatabaseAddress", "the database", instance.getAttrEndpointAddress());
		stack.output("DatabaseSecretArn", "its user and password", instance.getAttrMasterUserSecretSecretArn());
	}

	private void aurora() {
		String name = stack.name(Limit.DATABASE, "projection");
		var logs = logGroups.named(stack, "DatabaseLogs", "/aws/rds/cluster/" + name + "/postgresql");
		var cluster = CfnDBCluster.Builder.create(stack, "Database")
				.dbClusterIdentifier(name)
				.databaseName("millrace")
				.engine("aurora-postgresql")
				.engineVersion(ENGINE_VERSION)
				.port(PORT)
				.serverlessV2ScalingConfiguration(CfnDBCluster.ServerlessV2ScalingConfigurationProperty.builder()
						.minCapacity(0.5)
						.maxCapacity(8)
						.build())
				.masterUsername("millrace")
				.manageMasterUserPassword(true)
				.masterUserSecret(CfnDBCluster.MasterUserSecretProperty.builder().kmsKeyId(key.getKeyArn()).build())
				.storageEncrypted(true)
				.kmsKeyId(key.getKeyArn())
				.dbSubnetGroupName(subnets.getRef())
				.vpcSecurityGroupIds(List.of(groups.database().getSecurityGroupId()))
				.enableIamDatabaseAuthentication(true)
				.enableCloudwatchLogsExports(List.of("postgresql"))
				.copyTagsToSnapshot(true)
				.backupRetentionPeriod(KEPT_DAYS)
				.deleteAutomatedBackups(stack.settings().destroy())
				.deletionProtection(stack.settings().deletionProtection())
				.build();
		cluster.getNode().addDependency(logs);
		atRemoval(cluster);
		CfnDBInstance.Builder.create(stack, "DatabaseWriter")
				.dbInstanceIdentifier(stack.name(Limit.DATABASE, "projection-writer"))
				.dbClusterIdentifier(cluster.getRef())
				.dbInstanceClass("db.serverless")
				.engine("aurora-postgresql")
				.publiclyAccessible(false)
				.autoMinorVersionUpgrade(true)
				.enablePerformanceInsights(true)
				.performanceInsightsKmsKeyId(key.getKeyArn())
				.monitoringInterval(60)
				.monitoringRoleArn(monitoring.getRoleArn())
				.build();
		stack.output("DatabaseAddress", "the database", cluster.getAttrEndpointAddress());
		stack.output("DatabaseSecretArn", "its user and password", cluster.getAttrMasterUserSecretSecretArn());
	}

	/** A snapshot of the end where data is to be kept; nothing at all where it is not. */
	private void atRemoval(CfnResource database) {
		if (!stack.settings().deletionProtection()) {
			PlatformStack.accept(database, "AwsSolutions::AwsSolutions-RDS10",
					"Switched off by deletion-protection, as environments that may be destroyed must be.");
		}
		var policy = stack.settings().destroy() ? CfnDeletionPolicy.DELETE : CfnDeletionPolicy.SNAPSHOT;
		database.getCfnOptions().setDeletionPolicy(policy);
		database.getCfnOptions().setUpdateReplacePolicy(policy);
	}
}
