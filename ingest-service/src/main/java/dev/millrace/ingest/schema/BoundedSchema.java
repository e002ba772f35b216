package dev.millrace.ingest.schema;

import java.util.List;
import java.util.Optional;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import tools.jackson.databind.JsonNode;

import dev.millrace.ingest.schema.TypeSchema.DataSchema;
import dev.millrace.ingest.schema.TypeSchema.Violation;

/**
 * A schema with a bound on what one event may cost: schemas that branch at each level take a time exponential in the depth
 * of the data. The bound grows with the data, as honest work does. What is not judged within the bound does not fit.
 */
record BoundedSchema(Schema schema) implements DataSchema {

	/** Enough for an array of numbers to be looked at item by item; a request of many small events has no more of them than of a large one. */
	private static final long STEPS_PER_BYTE = 3;
	/** Enough for the keywords of a schema that an empty event meets. */
	private static final long STEPS = 10_000;
	private static final int MOST_DEPTH = 4000;

	@Override
	public Optional<Violation> violation(JsonNode data, int bytes) {
		long steps = STEPS + STEPS_PER_BYTE * bytes;
		try {
			List<Error> errors = schema.validate(data, execution -> execution.executionConfig(
					config -> config.failFast(true).maxEvaluationSteps(steps).maxEvaluationDepth(MOST_DEPTH)));
			return errors.stream().findFirst().map(BoundedSchema::violation);
		} catch (ValidationLimitExceededException e) {
			return Optional.of(new Violation("", "$schema",
					"holding it against its schema takes more than %d steps or %d levels".formatted(steps,
							MOST_DEPTH)));
		} catch (RuntimeException | StackOverflowError e) {
			return Optional.of(new Violation("", "$schema", "its schema cannot be held against it: " + e));
		}
	}

	private static Violation violation(Error error) {
		return new Violation(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage());
	}
}
