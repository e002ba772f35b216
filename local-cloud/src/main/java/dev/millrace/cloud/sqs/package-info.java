/** SQS: ElasticMQ, with queues and messages on disk. */
@NullMarked
package dev.millrace.cloud.sqs;

import org.jspecify.annotations.NullMarked;
