/** API keys as items of a DynamoDB table. */
@NullMarked
package dev.millrace.web.keys.dynamodb;

import org.jspecify.annotations.NullMarked;
