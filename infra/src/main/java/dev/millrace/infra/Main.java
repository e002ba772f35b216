package dev.millrace.infra;

import java.util.Map;
import java.util.TreeMap;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Validations;

import dev.millrace.infra.settings.InvalidSettings;
import dev.millrace.infra.settings.Settings;

/** What {@code cdk synth} and {@code cdk deploy} start. */
public final class Main {

	/** What a template says and CloudFormation's own schemas do not know fails the synthesis. */
	static final Map<String, Object> STRICT = Map.of("@aws-cdk/core:validateAgainstDefaultRules", true);

	private static final int REFUSED = 2;

	private Main() {}

	public static void main(String[] args) {
		var properties = AppProps.builder().postCliContext(STRICT);
		if (System.getenv("CDK_OUTDIR") == null) {
			// By itself it would write into a folder that it makes up.
			properties.outdir("target/cdk.out");
		}
		var app = new App(properties.build());
		Settings settings;
		try {
			settings = Settings.of(ours(app.getNode().getAllContext()));
		} catch (InvalidSettings e) {
			System.err.println(e.getMessage());
			System.exit(REFUSED);
			return;
		}
		Platform.in(app, settings);
		Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
		app.synth();
	}

	/** CDK's own keys hold a colon; whatever else there is was meant for us. */
	static Map<String, String> ours(@Nullable Object context) {
		var ours = new TreeMap<String, String>();
		if (context instanceof Map<?, ?> all) {
			all.forEach((key, value) -> {
				String name = String.valueOf(key);
				if (name.indexOf(':') < 0) {
					ours.put(name, String.valueOf(value));
				}
			});
		}
		return ours;
	}
}
