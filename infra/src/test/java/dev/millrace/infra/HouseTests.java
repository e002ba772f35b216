package dev.millrace.infra;

import java.nio.file.Path;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class HouseTests {

	private static final String ROOT = "dev.millrace.infra";

	private final JavaClasses all = imported();

	/** Ours alone: the thousands of CDK's need a name, and not to be read. */
	private static JavaClasses imported() {
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		return new ClassFileImporter().importPath(Path.of("target/classes"));
	}

	/** Names travel as environment variables. */
	@Test
	void infraKnowsNoService() {
		classes().should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", "software.amazon.awscdk..",
						"software.constructs..", "software.amazon.jsii..", "io.github.cdklabs..",
						"com.fasterxml.jackson..", ROOT + "..")
				.check(all);
	}

	@Test
	void noPackagesDependOnEachOtherInACircle() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(all);
	}

	@Test
	void stacksAreBuiltOneWay() {
		noClasses().that()
				.resideInAPackage(ROOT + ".foundation")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(ROOT + ".data", ROOT + ".app", ROOT + ".ops", ROOT + ".delivery")
				.check(all);
		noClasses().that()
				.resideInAPackage(ROOT + ".data")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(ROOT + ".app", ROOT + ".ops", ROOT + ".delivery")
				.check(all);
		noClasses().that()
				.resideInAPackage(ROOT + ".app")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(ROOT + ".ops", ROOT + ".delivery")
				.check(all);
	}
}
