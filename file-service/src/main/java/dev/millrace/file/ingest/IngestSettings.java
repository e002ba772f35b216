package dev.millrace.file.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where outcomes are told.
 *
 * @param url of ingest-service, before {@code /v1/events}
 * @param signed whether requests are signed with SigV4 for VPC Lattice
 * @param key the API key that is shown, with the scope events:write; the bootstrap key by default
 * @param timeout of one request, 100 ms to 60 s
 */
@Validated
@ConfigurationProperties("millrace.file.ingest")
record IngestSettings(@DefaultValue("http://127.0.0.1:8081") URI url, @DefaultValue("false") boolean signed,
		Optional<String> key,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 60) Duration timeout) {

	@Override
	public String toString() {
		return "IngestSettings[url=%s, signed=%s, key=***, timeout=%s]".formatted(url, signed, timeout);
	}
}
