package dev.millrace.file;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The file service: uploads into the bucket, what is in them into the table, outcomes to the intake. */
@SpringBootApplication
public class FileApplication {

	/** Starts the service. */
	public static void main(String[] arguments) {
		SpringApplication.run(FileApplication.class, arguments);
	}
}
