/** How a build reaches the account: the image repositories and the role that a workflow takes on. */
@NullMarked
package dev.millrace.infra.delivery;

import org.jspecify.annotations.NullMarked;
