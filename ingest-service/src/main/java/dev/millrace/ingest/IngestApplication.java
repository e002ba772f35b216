package dev.millrace.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The ingest service: HTTP in, Kinesis out. */
@SpringBootApplication
public class IngestApplication {

	/** Starts the service. */
	public static void main(String[] arguments) {
		SpringApplication.run(IngestApplication.class, arguments);
	}
}
