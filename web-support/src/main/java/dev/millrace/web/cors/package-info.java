/** Which web pages of other origins may call, by setting. */
@NullMarked
package dev.millrace.web.cors;

import org.jspecify.annotations.NullMarked;
