package dev.millrace.infra.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

import dev.millrace.infra.stack.PlatformStack;

/** Statements of what a role may do, and no more. */
final class Allow {

	private Allow() {}

	static PolicyStatement to(String sid, List<String> actions, String... resources) {
		return to(sid, actions, Map.of(), resources);
	}

	static PolicyStatement to(String sid, List<String> actions, Map<String, ?> conditions, String... resources) {
		return PolicyStatement.Builder.create()
				.sid(sid)
				.effect(Effect.ALLOW)
				.actions(actions)
				.resources(List.of(resources))
				.conditions(conditions)
				.build();
	}

	/** Use of a key through a service, and for one thing there alone: the context is what the service itself gives to KMS. */
	static PolicyStatement key(PlatformStack stack, String sid, List<String> actions, String keyArn, String service,
			String context, List<String> values) {
		var equals = new LinkedHashMap<String, Object>();
		equals.put("kms:ViaService", service + "." + stack.getRegion() + ".amazonaws.com");
		equals.put("kms:EncryptionContext:" + context, values);
		return to(sid, actions, Map.of("StringEquals", equals), keyArn);
	}
}
