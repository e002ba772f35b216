package dev.millrace.file.s3;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.millrace.file.Keys;

/** Looks at the start for what most often is not set, and says each in one sentence. The service runs all the same. */
final class Doctor implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(Doctor.class);

	/** What is listed one by one where not all is told: how uploads and deletions come about here. */
	private static final List<Event> CREATIONS = List.of(Event.S3_OBJECT_CREATED_PUT, Event.S3_OBJECT_CREATED_POST,
			Event.S3_OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD);
	private static final List<Event> REMOVALS = List.of(Event.S3_OBJECT_REMOVED_DELETE,
			Event.S3_OBJECT_REMOVED_DELETE_MARKER_CREATED);

	private final S3Client client;
	private final String bucket;
	private final String queue;
	private final Consumer<String> say;

	Doctor(S3Client client, String bucket, String queue) {
		this(client, bucket, queue, log::warn);
	}

	/** @param queue from which this service reads what the bucket tells */
	Doctor(S3Client client, String bucket, String queue, Consumer<String> say) {
		this.client = client;
		this.bucket = bucket;
		this.queue = queue;
		this.say = say;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		examine("list", this::bucketIsThere);
		examine("read the CORS rules of", this::browsersMaySend);
		examine("read the notifications of", this::changesAreTold);
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

	private void changesAreTold() {
		var told = client.getBucketNotificationConfiguration(get -> get.bucket(bucket))
				.queueConfigurations()
				.stream()
				.filter(Doctor::isOfUploads)
				.toList();
		areTold(told, Event.S3_OBJECT_CREATED, CREATIONS);
		areTold(told, Event.S3_OBJECT_REMOVED, REMOVALS);
	}

	private void areTold(List<QueueConfiguration> told, Event all, List<Event> each) {
		var queues = new TreeSet<String>();
		told.stream()
				.filter(rule -> rule.events().contains(all) || rule.events().containsAll(each))
				.forEach(rule -> queues.add(rule.queueArn().substring(rule.queueArn().lastIndexOf(':') + 1)));
		if (queues.isEmpty()) {
			say.accept("The notification is missing: the bucket %s tells no queue of %s of objects under %s."
					.formatted(bucket, all, Keys.UPLOADS));
		} else if (!queues.contains(queue)) {
			say.accept("The notification goes elsewhere: the bucket %s tells %s of %s, and this service reads from %s."
					.formatted(bucket, String.join(", ", queues), all, queue));
		}
	}

	/** Whether no filter of the rule keeps back what lies under uploads/. S3 answers with a capital what it is given without. */
	private static boolean isOfUploads(QueueConfiguration rule) {
		var filter = rule.filter();
		return filter == null || filter.key() == null
				|| filter.key()
						.filterRules()
						.stream()
						.allMatch(part -> FilterRuleName.PREFIX.toString().equalsIgnoreCase(part.nameAsString())
								? Keys.UPLOADS.startsWith(part.value())
								: part.value().isEmpty());
	}
}
