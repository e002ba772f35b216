/** What LocalStack has and the local cloud has not. */
@NullMarked
package dev.millrace.system.localstack;

import org.jspecify.annotations.NullMarked;
