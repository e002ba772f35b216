package dev.millrace.infra;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What synthesises: CDK runs in Node. Without it these tests are skipped, and one line says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

	class Condition implements ExecutionCondition {

		private static final String SAID = "No node on the PATH: what synthesises the AWS templates is skipped";
		private static final AtomicBoolean said = new AtomicBoolean();

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (isThere()) {
				return ConditionEvaluationResult.enabled("node is on the PATH");
			}
			if (said.compareAndSet(false, true)) {
				System.out.println(SAID);
			}
			return ConditionEvaluationResult.disabled(SAID);
		}

		private static boolean isThere() {
			String path = System.getenv().getOrDefault("PATH", "");
			return Arrays.stream(path.split(File.pathSeparator, -1))
					.map(folder -> Path.of(folder, "node"))
					.anyMatch(Files::isExecutable);
		}
	}
}
