package dev.millrace.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The processor service: from the stream, through the loop, into the table or among the dead letters. */
@SpringBootApplication
public class ProcessorApplication {

	/** Starts the service. */
	public static void main(String[] arguments) {
		SpringApplication.run(ProcessorApplication.class, arguments);
	}
}
