package dev.millrace.inspection.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Refusal;

/** Looks into CSV, JSON and NDJSON. */
public final class DataReader {

	private final DataBudget budget;

	/** Under this budget. */
	public DataReader(DataBudget budget) {
		this.budget = budget;
	}

	/** The profile of a file of this type. */
	public Inspection read(Path file, String mediaType) throws IOException, Refusal {
		var metadata = switch (mediaType) {
			case "text/csv" -> new CsvProfiler(budget).profile(file);
			case "application/json" -> new JsonProfiler(budget).profile(file);
			case "application/x-ndjson" -> new NdjsonProfiler(budget).profile(file);
			default -> throw new IllegalArgumentException("no data: " + mediaType);
		};
		return new Inspection.Processed(mediaType, metadata, List.of());
	}
}
