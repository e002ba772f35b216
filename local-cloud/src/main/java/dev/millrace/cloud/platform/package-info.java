/** What the platform is made of and where its paths lead, as the files of that name declare it. */
@NullMarked
package dev.millrace.cloud.platform;

import org.jspecify.annotations.NullMarked;
