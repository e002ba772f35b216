package dev.millrace.ingest.webhook;

import java.util.Optional;

import dev.millrace.event.Reading;
import dev.millrace.ingest.Delivery;

/** Makes the event whose data is a delivery's body. */
@FunctionalInterface
interface Composer {

	Reading compose(String source, String type, Optional<String> id, Delivery delivery);
}
