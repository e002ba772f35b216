package dev.millrace.file.s3;

import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.millrace.file.Keys;

/** Looks at the start for what most often is not set, and says each in one sentence. The service runs all the same. */
final class Doctor implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(Doctor.class);

	private final S3Client client;
	private final String bucket;
	private final Consumer<String> say;

	Doctor(S3Client client, String bucket) {
		this(client, bucket, log::warn);
	}

	Doctor(S3Client client, String bucket, Consumer<String> say) {
		this.client = client;
		this.bucket = bucket;
		this.say = say;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		examine("list", this::bucketIsThere);
		examine("read the CORS rules of", this::browsersMaySend);
		examine("read the notifications of", this::uploadsAreTold);
	}

	private void examine(String what, Runnable question) {
		try {
			question.run();
		} catch (S3Exception e) {
			say.accept(e.statusCode() == 403
					? "Permission is missing: this service may not %s the bucket %s.".formatted(what, bucket)
					: "The bucket %s could not be examined: %s".formatted(bucket, e.getMessage()));
		} catch (SdkException e) {
			say.accept("The bucket %s does not answer: %s".formatted(bucket, e.getMessage()));
		}
	}

	private void bucketIsThere() {
		client.listObjectsV2(list -> list.bucket(bucket).prefix(Keys.UPLOADS).maxKeys(1));
	}

	private void browsersMaySend() {
		List<CORSRule> rules;
		try {
			rules = client.getBucketCors(cors -> cors.bucket(bucket)).corsRules();
		} catch (S3Exception e) {
			if (e.statusCode() != 404) {
				throw e;
			}
			rules = List.of();
		}
		boolean may = rules.stream()
				.anyMatch(rule -> rule.allowedMethods().containsAll(List.of("POST", "PUT"))
						&& rule.exposeHeaders().stream().anyMatch("ETag"::equalsIgnoreCase));
		if (!may) {
			say.accept("CORS is missing: no rule of the bucket %s lets browsers POST and PUT and read the header ETag."
					.formatted(bucket));
		}
	}

	private void uploadsAreTold() {
		var events = client.getBucketNotificationConfiguration(get -> get.bucket(bucket))
				.queueConfigurations()
				.stream()
				.map(QueueConfiguration::events)
				.flatMap(List::stream)
				.toList();
		if (!events.contains(Event.S3_OBJECT_CREATED)) {
			say.accept("The notification is missing: the bucket %s tells no queue of s3:ObjectCreated:*.".formatted(bucket));
		}
	}
}
