package dev.millrace.system.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.testing.Repository;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class HouseRulesTests {

	/** Each service and its root package; a new service is a line here. */
	private static final Map<String, String> SERVICES = Map.of("ingest-service", "dev.millrace.ingest",
			"processor-service", "dev.millrace.processor", "file-service", "dev.millrace.file");
	private static final List<String> LIBRARIES = List.of("event-model", "web-support", "file-inspection",
			"local-cloud");
	private static final String[] TRANSPORTS = {"software.amazon..", "jakarta.servlet..", "org.springframework.web..",
			"org.springframework.http..", "io.awspring..", "org.apache.."};

	static List<String> roots() {
		return List.copyOf(SERVICES.values());
	}

	@ParameterizedTest
	@MethodSource("roots")
	void theRootOfAServiceKnowsNoTransport(String root) {
		noClasses().that()
				.resideInAPackage(root)
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(TRANSPORTS)
				.check(all());
		noClasses().that()
				.resideInAPackage(root)
				.should()
				.dependOnClassesThat()
				.resideInAPackage(root + ".*..")
				.because("the data never goes back up")
				.check(all());
	}

	@ParameterizedTest
	@MethodSource("roots")
	void aHopNeverUsesAnotherHop(String root) {
		slices().matching(root + ".(*)..").should().notDependOnEachOther().check(all());
	}

	@ParameterizedTest
	@MethodSource("roots")
	void servicesNeverDependOnServices(String root) {
		String[] others = roots().stream()
				.filter(other -> !other.equals(root))
				.map(other -> other + "..")
				.toArray(String[]::new);
		noClasses().that()
				.resideInAPackage(root + "..")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(others)
				.check(all());
	}

	@Test
	void theEventModelHasNeitherSpringNorAws() {
		classes().that()
				.resideInAPackage("dev.millrace.event..")
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage("java..", "tools.jackson..", "org.jspecify..", "dev.millrace.event..")
				.check(all());
	}

	/** Its jar and its libraries are all that a child has in which hostile files are read. */
	@Test
	void fileInspectionKnowsNeitherServicesNorNetwork() {
		noClasses().that()
				.resideInAPackage("dev.millrace.inspection..")
				.should()
				.dependOnClassesThat(resideInAnyPackage("org.springframework..", "software.amazon..", "java.net.http..",
						"java.nio.channels.spi..", "dev.millrace..")
						.and(not(resideInAPackage("dev.millrace.inspection.."))))
				.check(all());
		noClasses().that()
				.resideInAPackage("dev.millrace.inspection..")
				.should()
				.dependOnClassesThat()
				.haveNameMatching("java\\.net\\.(.*Socket.*|.*URLConnection|InetAddress)")
				.check(all());
	}

	@Test
	void noPackagesDependOnEachOtherInACircle() {
		slices().matching("dev.(**)").should().beFreeOfCycles().check(all());
	}

	@Test
	void noPackageIsSplitOverTwoModules() throws IOException {
		var modules = new HashMap<String, Set<String>>();
		for (Path module : modules()) {
			try (var files = Files.walk(module)) {
				files.filter(file -> file.toString().endsWith(".class"))
						.map(file -> module.relativize(file.getParent()))
						.forEach(name -> modules.computeIfAbsent(name.toString(), _ -> new TreeSet<>())
								.add(module.toString()));
			}
		}
		assertThat(modules.entrySet()
				.stream()
				.filter(entry -> entry.getValue().size() > 1)
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))).isEmpty();
	}

	/** A rule over no classes would hold whatever they do. */
	@Test
	void theRulesSeeEveryModule() {
		assertThat(modules())
				.allSatisfy(module -> assertThat(new ClassFileImporter().importPaths(module)).isNotEmpty());
	}

	private static JavaClasses all() {
		return Imported.CLASSES;
	}

	private static List<Path> modules() {
		return Stream.concat(SERVICES.keySet().stream(), LIBRARIES.stream())
				.map(module -> Repository.root().resolve(module).resolve("target/classes"))
				.toList();
	}

	/** Read once for all rules. */
	private static final class Imported {

		private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(modules());
	}
}
