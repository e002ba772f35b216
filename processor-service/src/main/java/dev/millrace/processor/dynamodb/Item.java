package dev.millrace.processor.dynamodb;

/** What storing puts into the table. */
sealed interface Item permits EventItem, Claim {

	/** Where it lies. */
	Key key();
}
