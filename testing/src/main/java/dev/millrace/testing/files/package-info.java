/** Files to send: small ones that hurt who reads them. */
@NullMarked
package dev.millrace.testing.files;

import org.jspecify.annotations.NullMarked;
