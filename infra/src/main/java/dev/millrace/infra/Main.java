package dev.millrace.infra;

import java.util.List;
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

	/** How keys begin that CDK keeps in the context: its switches, and notices that were acknowledged. */
	private static final List<String> CDKS = List.of("@aws-cdk", "aws:", "acknowledged-issue-numbers");
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
			settings = settings(app);
		} catch (InvalidSettings e) {
			System.err.println(e.getMessage());
			System.exit(REFUSED);
			return;
		}
		Platform.in(app, settings);
		Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
		app.synth();
	}

	/** As they stand behind {@code -c} and in CDK's files. */
	static Settings settings(App app) {
		return Settings.of(ours(app.getNode().getAllContext()));
	}

	/** What CDK does not keep there for itself was meant for us. */
	private static Map<String, String> ours(@Nullable Object context) {
		var ours = new TreeMap<String, String>();
		if (context instanceof Map<?, ?> all) {
			all.forEach((key, value) -> {
				String name = String.valueOf(key);
				if (CDKS.stream().noneMatch(name::startsWith)) {
					ours.put(name, String.valueOf(value));
				}
			});
		}
		return ours;
	}
}
