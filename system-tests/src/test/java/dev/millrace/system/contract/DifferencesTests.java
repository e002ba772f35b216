package dev.millrace.system.contract;

import java.io.IOException;
import java.nio.file.Files;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import dev.millrace.testing.Repository;

import static org.assertj.core.api.Assertions.assertThat;

class DifferencesTests {

	@Test
	void eachIsListedWithTheTestThatShowsIt() throws IOException {
		String list = Files.readString(Repository.root().resolve("docs/localstack.md"));
		var shown = new ClassFileImporter().importPackages(DifferencesTests.class.getPackageName())
				.stream()
				.flatMap(suite -> suite.getMethods().stream())
				.filter(test -> test.isAnnotatedWith(NotOnLocalStack.class))
				.toList();

		assertThat(shown).isNotEmpty().allSatisfy(test -> {
			String suite = test.getOwner().getSimpleName();
			assertThat(list).containsAnyOf("`" + suite + "`", "`" + suite + "." + test.getName() + "`");
		});
	}
}
