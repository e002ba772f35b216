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
 * of the data. What is not judged within the bound does not fit.
 */
record BoundedSchema(Schema schema) implements DataSchema {

	/** Enough for the largest event, of 200,000 numbers in an array, to be looked at item by item. */
	private static final long MOST_STEPS = 1_000_000;
	private static final int MOST_DEPTH = 4000;

	@Override
	public Optional<Violation> violation(JsonNode data) {
		try {
			List<Error> errors = schema.validate(data, execution -> execution.executionConfig(
					config -> config.failFast(true).maxEvaluationSteps(MOST_STEPS).maxEvaluationDepth(MOST_DEPTH)));
			return errors.stream().findFirst().map(BoundedSchema::violation);
		} catch (ValidationLimitExceededException e) {
			return Optional.of(new Violation("", "$schema",
					"holding it against its schema takes more than %d steps or %d levels".formatted(MOST_STEPS,
							MOST_DEPTH)));
		} catch (RuntimeException | StackOverflowError e) {
			return Optional.of(new Violation("", "$schema", "its schema cannot be held against it: " + e));
		}
	}

	private static Violation violation(Error error) {
		return new Violation(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage());
	}
}
