package dev.millrace.infra.app;

import software.amazon.awscdk.services.iam.Role;

import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.PlatformStack;

/** The stars in the policies of tasks, each with why it is no wider than the service's work. */
final class AcceptedStars {

	private AcceptedStars() {}

	static void of(PlatformStack stack, Role role, Service service, DataStack data) {
		stack.acceptStar(role, "Resource::*",
				"X-Ray's and CloudWatch's calls for sending know no resources; metrics are bounded by "
						+ "their name space in a condition.");
	}
}
