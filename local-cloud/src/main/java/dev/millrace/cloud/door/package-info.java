/** The front door: one address for clients, from which requests go to the services as the load balancer will send them. */
@NullMarked
package dev.millrace.cloud.door;

import org.jspecify.annotations.NullMarked;
