/** Stores events in a DynamoDB table, one visible item for each identity, and finds them again. */
@NullMarked
package dev.millrace.processor.dynamodb;

import org.jspecify.annotations.NullMarked;
