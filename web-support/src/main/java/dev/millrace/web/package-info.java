/** What each HTTP service does alike, as one auto-configuration. */
@NullMarked
package dev.millrace.web;

import org.jspecify.annotations.NullMarked;
