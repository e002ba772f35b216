package dev.millrace.inspection;

import java.time.Duration;

/**
 * For CSV, JSON and NDJSON.
 *
 * @param lineChars of one record of a CSV, or bytes of one line of an NDJSON
 * @param columns of a CSV
 * @param depth of values inside values
 * @param fields of a JSON that are told of; further ones are only counted
 * @param examples of values, for each column
 * @param listedRejections lines that are named with their reasons; all are counted
 */
public record DataBudget(Allowance allowance, int lineChars, int columns, int depth, int fields, int examples,
		int listedRejections) {

	/** 5 GiB in ten minutes, lines of 4 Mi. */
	public static final DataBudget DEFAULTS = new DataBudget(
			new Allowance(5L << 30, Duration.ofMinutes(10), Duration.ofMinutes(10)), 4 << 20, 1_000, 500, 500, 3, 20);

	public DataBudget {
		Check.between("data.lineChars", 1_024, 16 << 20, lineChars);
		Check.between("data.columns", 1, 10_000, columns);
		Check.between("data.depth", 1, 2_000, depth);
		Check.between("data.fields", 1, 10_000, fields);
		Check.between("data.examples", 0, 10, examples);
		Check.between("data.listedRejections", 0, 1_000, listedRejections);
	}
}
