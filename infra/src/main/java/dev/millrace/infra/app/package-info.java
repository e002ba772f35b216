/** What runs: the cluster, the services, their roles, and how requests reach them. */
@NullMarked
package dev.millrace.infra.app;

import org.jspecify.annotations.NullMarked;
