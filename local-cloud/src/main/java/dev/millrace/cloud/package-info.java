/** The AWS services that the platform uses, behind one endpoint in one JVM. */
@NullMarked
package dev.millrace.cloud;

import org.jspecify.annotations.NullMarked;
