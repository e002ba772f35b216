package dev.millrace.infra.data;

import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** What no one is to read in a template: made at the first deployment, rotated where a function for it is named. */
public final class Secrets {

	private static final int CHARACTERS = 48;
	/** Of a key's id and secret, one after the other, as the services read them. */
	private static final int KEY_DIGITS = 80;
	private static final String NO_DIGITS = "ghijklmnopqrstuvwxyz";

	private final PlatformStack stack;
	private final IKey key;
	private final Secret cursor;
	private final Secret bootstrapKey;
	private final Secret webhooks;

	Secrets(PlatformStack stack, IKey key) {
		this.stack = stack;
		this.key = key;
		cursor = secret("CursorSecret", "cursor", "Signs the cursors of lists", characters().build());
		bootstrapKey = secret("BootstrapKey", "bootstrap-key",
				"Digits of the first API key, with which others are made: mr_, the first 16, _, the other 64",
				digits());
		webhooks = secret("WebhookSecrets", "webhooks",
				"Webhook senders, as settings of ingest-service in JSON: {\"millrace\":{\"ingest\":{\"webhooks\":{...}}}}",
				none());
		rotate("BootstrapKeyRotation", bootstrapKey);
		rotate("WebhookSecretsRotation", webhooks);
		PlatformStack.accept(cursor, "AwsSolutions::AwsSolutions-SMG4",
				"A new value makes every cursor that is out invalid; it is changed by hand when it may have leaked.");
	}

	public Secret cursor() {
		return cursor;
	}

	public Secret bootstrapKey() {
		return bootstrapKey;
	}

	public Secret webhooks() {
		return webhooks;
	}

	private static SecretStringGenerator.Builder characters() {
		return SecretStringGenerator.builder().passwordLength(CHARACTERS).excludePunctuation(true);
	}

	/** Settings that set nothing, until somebody has a sender. */
	private static SecretStringGenerator none() {
		return characters().secretStringTemplate("{}").generateStringKey("none").build();
	}

	private static SecretStringGenerator digits() {
		return SecretStringGenerator.builder()
				.passwordLength(KEY_DIGITS)
				.excludePunctuation(true)
				.excludeUppercase(true)
				.excludeCharacters(NO_DIGITS)
				.build();
	}

	private Secret secret(String id, String what, String description, SecretStringGenerator generator) {
		return Secret.Builder.create(stack, id)
				.secretName(stack.plan().names().path(Limit.SECRET, what).substring(1))
				.description(description)
				.encryptionKey(key)
				.generateSecretString(generator)
				.removalPolicy(stack.removal())
				.build();
	}

	private void rotate(String id, Secret secret) {
		stack.settings()
				.rotationLambda()
				.ifPresentOrElse(function -> CfnRotationSchedule.Builder.create(stack, id)
						.secretId(secret.getSecretArn())
						.rotationLambdaArn(function)
						.rotationRules(
								CfnRotationSchedule.RotationRulesProperty.builder().automaticallyAfterDays(90).build())
						.build(),
						() -> PlatformStack.accept(secret, "AwsSolutions::AwsSolutions-SMG4",
								"Only the senders and holders of keys can change them at the other end; secrets.rotation-lambda-arn "
										+ "names the function that does, docs/runbook.md the way by hand."));
	}
}
