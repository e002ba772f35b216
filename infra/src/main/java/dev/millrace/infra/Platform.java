package dev.millrace.infra;

import software.amazon.awscdk.App;

import dev.millrace.infra.app.AppStack;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.delivery.DeliveryStack;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.ops.OpsStack;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Plan;

/** The stacks of one environment, each built on those before it and on none behind it. */
final class Platform {

	private Platform() {}

	static void in(App app, Settings settings) {
		var plan = Plan.of(settings);
		settings.delivery().repository().ifPresent(repository -> new DeliveryStack(app, plan, repository));
		var foundation = new FoundationStack(app, plan);
		var data = new DataStack(app, plan, foundation);
		var application = new AppStack(app, plan, foundation, data);
		new OpsStack(app, plan, foundation, data, application);
	}
}
