package dev.millrace.file;

/**
 * What asking a model takes.
 *
 * @param tokens that go in and come out
 * @param microDollars millionths of a dollar
 */
public record Cost(long tokens, long microDollars) {

	/** Of what was not answered and is not billed. */
	public static final Cost NONE = new Cost(0, 0);

	/** Whether neither number is above the other's. */
	public boolean isWithin(Cost most) {
		return tokens <= most.tokens && microDollars <= most.microDollars;
	}

	/** The difference, which may be below zero. */
	public Cost minus(Cost other) {
		return new Cost(tokens - other.tokens, microDollars - other.microDollars);
	}
}
