/** What can be chosen about an environment: read once, checked whole, before anything is synthesised. */
@NullMarked
package dev.millrace.infra.settings;

import org.jspecify.annotations.NullMarked;
