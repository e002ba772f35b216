/** Has files looked into where it can be killed, within budgets from settings. */
@NullMarked
package dev.millrace.file.sandbox;

import org.jspecify.annotations.NullMarked;
