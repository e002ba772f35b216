/** Where hostile files are read: in child JVMs that hold nothing worth having and can be killed. */
@NullMarked
package dev.millrace.inspection.sandbox;

import org.jspecify.annotations.NullMarked;
