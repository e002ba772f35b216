package dev.millrace.infra.stack;

/** How long a name may be, type by type, as AWS's own references and quotas say (November 2026). */
public enum Limit {
	LOAD_BALANCER(32), TARGET_GROUP(32), XRAY_GROUP(32), SAMPLING_RULE(32), LATTICE_SERVICE(40), ARCHIVE(48), VAULT(50),
	PLAN(50), BUCKET(63), LATTICE_NETWORK(63), DATABASE(63), ROLE(64), RULE(64), FUNCTION(64), QUEUE(80), BUDGET(100),
	LATTICE_TARGET_GROUP(128), STREAM(128), STACK(128), WEB_ACL(128), RESOURCE_GROUP(128), TABLE(255), CLUSTER(255),
	SERVICE(255), SECURITY_GROUP(255), ALARM(255), DASHBOARD(255), CANARY(255), EXPORT(255), BUS(256), TOPIC(256),
	REPOSITORY(256), KEY_ALIAS(256), LOG_GROUP(512), SECRET(512);

	private final int characters;

	Limit(int characters) {
		this.characters = characters;
	}

	public int characters() {
		return characters;
	}
}
