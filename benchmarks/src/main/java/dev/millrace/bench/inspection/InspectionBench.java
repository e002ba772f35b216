package dev.millrace.bench.inspection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.Kind;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.data.DataReader;
import dev.millrace.inspection.direct.Readers;
import dev.millrace.inspection.sandbox.SandboxSettings;
import dev.millrace.inspection.sandbox.SandboxedInspector;

/** Thumbnails, tables and documents, each beside what bounds it. Kinds alternate; each line is the median of its rounds. */
final class InspectionBench {

	private static final int ROUNDS = 30;
	private static final int TABLE_ROUNDS = 3;

	private final Path directory = Files.createTempDirectory("inspection-bench");
	private final Budgets budgets = new Budgets(
			new ImageBudget(ImageBudget.DEFAULTS.allowance(), 100_000_000, 1_000, List.of(320), false),
			Budgets.DEFAULTS.documents(), Budgets.DEFAULTS.data());

	private InspectionBench() throws Exception {}

	/** Takes the repository's folder, and how many MiB the table has. */
	public static void main(String[] args) throws Exception {
		var repository = Path.of(args.length > 0 ? args[0] : ".");
		var bench = new InspectionBench();
		try (var inspector = new SandboxedInspector(bench.budgets, SandboxSettings.DEFAULTS)) {
			bench.thumbnails(inspector);
			bench.documents(inspector, repository.resolve("file-inspection/src/test/resources/four-pages.pdf"));
		}
		bench.tables(args.length > 1 ? Integer.parseInt(args[1]) : 1_024);
	}

	private void thumbnails(SandboxedInspector inspector) throws Exception {
		var photo = Material.photo(directory);
		Comparison.of("thumbnail of 6 megapixels", ROUNDS, "in a child", () -> inspector.inspect(photo, directory),
				"vipsthumbnail", () -> Vips.thumbnail(photo, directory.resolve("vips.jpg"))).print();
	}

	private void documents(SandboxedInspector inspector, Path document) throws Exception {
		var direct = new Readers(budgets);
		Comparison.of("text and preview of four pages", ROUNDS, "in a child",
				() -> inspector.inspect(document, directory), "in this JVM",
				() -> direct.read(document, "application/pdf", Kind.DOCUMENT, new Workspace(directory))).print();
	}

	private void tables(int mebibytes) throws Exception {
		var table = Material.table(directory, mebibytes);
		var reader = new DataReader(budgets.data());
		Comparison.of("table of %,d MiB".formatted(mebibytes), TABLE_ROUNDS, "profiled",
				() -> reader.read(table, "text/csv"), "parsed by FastCSV", () -> BareParse.of(table)).print();
		Files.delete(table);
	}
}
