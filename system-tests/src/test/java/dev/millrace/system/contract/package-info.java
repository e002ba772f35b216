/** What clients of AWS may rely on, checked through the AWS SDK alone: it holds for the local cloud as for any other endpoint. */
@NullMarked
package dev.millrace.system.contract;

import org.jspecify.annotations.NullMarked;
