/** DynamoDB: AWS's own DynamoDBLocal, on files, inside this server. */
@NullMarked
package dev.millrace.cloud.dynamodb;

import org.jspecify.annotations.NullMarked;
