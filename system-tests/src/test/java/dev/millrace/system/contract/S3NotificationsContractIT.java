package dev.millrace.system.contract;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class S3NotificationsContractIT extends S3Contract {
	private final SqsClient sqs = endpoint.client(SqsClient.builder());
	private String queue = "";
	private String arn = "";

	@BeforeEach
	void makeQueue() {
		queue = sqs.createQueue(create -> create.queueName("contract-" + UUID.randomUUID())).queueUrl();
		arn = Objects.requireNonNull(
				sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
						.attributes()
						.get(QueueAttributeName.QUEUE_ARN));
	}

	@AfterEach
	void closeSqs() {
		sqs.close();
	}

	@Test
	void triesTheQueueAndTellsWhatItWasTold() {
		notify(QueueConfiguration.builder()
				.id("files")
				.queueArn(arn)
				.events(Event.S3_OBJECT_CREATED)
				.filter(filter -> filter.key(
						key -> key.filterRules(rule(FilterRuleName.PREFIX, "in/"))))
				.build());

		var test = receive(1).getFirst();
		assertThat(test.path("Event").asString()).isEqualTo("s3:TestEvent");
		assertThat(test.path("Bucket").asString()).isEqualTo(bucket);
		var told = s3.getBucketNotificationConfiguration(get -> get.bucket(bucket)).queueConfigurations();
		assertThat(told).hasSize(1);
		assertThat(told.getFirst().id()).isEqualTo("files");
		assertThat(told.getFirst().queueArn()).isEqualTo(arn);
	}

	@Test
	void refusesAQueueThatIsNotThere() {
		assertThatExceptionOfType(S3Exception.class)
				.isThrownBy(() -> notify(
						QueueConfiguration.builder().queueArn(arn + "-not").events(Event.S3_OBJECT_CREATED).build()))
				.satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument"));
	}

	@Test
	@NotOnLocalStack("writes a blank in a key as %20")
	void tellsOfEachWayInWhichAnObjectComesAndGoes() {
		notifyOfAll();

		put("ä b+c", "hello");
		s3.copyObject(
				copy -> copy.sourceBucket(bucket).sourceKey("ä b+c").destinationBucket(bucket).destinationKey("copy"));
		uploadInParts("parts");
		s3.deleteObject(delete -> delete.bucket(bucket).key("copy"));

		var events = receive(4);
		assertThat(events).extracting(event -> event.path("eventName").asString())
				.containsExactlyInAnyOrder("ObjectCreated:Put", "ObjectCreated:Copy",
						"ObjectCreated:CompleteMultipartUpload", "ObjectRemoved:Delete");
		var put = named(events, "ObjectCreated:Put");
		assertThat(put.path("eventVersion").asString()).startsWith("2.");
		assertThat(put.path("eventSource").asString()).isEqualTo("aws:s3");
		assertThat(put.path("s3").path("bucket").path("name").asString()).isEqualTo(bucket);
		var object = put.path("s3").path("object");
		assertThat(URLDecoder.decode(object.path("key").asString(), UTF_8)).isEqualTo("ä b+c");
		assertThat(object.path("key").asString()).isEqualTo("%C3%A4+b%2Bc");
		assertThat(object.path("size").asLong()).isEqualTo(5);
		assertThat(object.path("eTag").asString()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
		assertThat(sequencer(named(events, "ObjectRemoved:Delete")))
				.isGreaterThan(sequencer(named(events, "ObjectCreated:Copy")));
	}

	@Test
	void numbersTheChangesOfAnObjectInTheirOrder() {
		notifyOfAll();

		for (int i = 0; i < 5; i++) {
			put("key", "x".repeat(i));
		}

		assertThat(receive(5).stream()
				.sorted((a, b) -> sequencer(a).compareTo(sequencer(b)))
				.map(event -> event.path("s3").path("object").path("size").asInt())).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void tellsOnlyOfWhatTheFiltersLetThrough() {
		notify(QueueConfiguration.builder()
				.queueArn(arn)
				.events(Event.S3_OBJECT_CREATED_PUT)
				.filter(filter -> filter.key(key -> key.filterRules(
						rule(FilterRuleName.PREFIX, "in/"),
						rule(FilterRuleName.SUFFIX, ".png"))))
				.build());
		receive(1);

		put("in/a.txt", "1");
		put("out/a.png", "1");
		s3.deleteObject(delete -> delete.bucket(bucket).key("in/a.txt"));
		put("in/a.png", "1");

		assertThat(receive(1)).extracting(event -> event.path("s3").path("object").path("key").asString())
				.containsExactly("in/a.png");
	}

	private void notifyOfAll() {
		notify(QueueConfiguration.builder()
				.queueArn(arn)
				.events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
				.build());
		receive(1);
	}

	private void notify(QueueConfiguration configuration) {
		s3.putBucketNotificationConfiguration(put -> put.bucket(bucket)
				.notificationConfiguration(notification -> notification.queueConfigurations(configuration)));
	}

	/** Exactly so many: the records of events, or a message itself that has none. */
	private List<JsonNode> receive(int count) {
		var received = new ArrayList<JsonNode>();
		Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
			received.addAll(receiveSome(1));
			return received.size() >= count;
		});
		received.addAll(receiveSome(0));
		assertThat(received).hasSize(count);
		return received;
	}

	private List<JsonNode> receiveSome(int waitSeconds) {
		var messages = sqs.receiveMessage(
				receive -> receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(waitSeconds)).messages();
		var found = new ArrayList<JsonNode>();
		for (var message : messages) {
			var body = JsonMapper.shared().readTree(message.body());
			if (body.has("Records")) {
				body.get("Records").forEach(found::add);
			} else {
				found.add(body);
			}
			sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
		}
		return found;
	}

	private void uploadInParts(String key) {
		var id = s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
		var part = s3.uploadPart(upload -> upload.bucket(bucket).key(key).uploadId(id).partNumber(1),
				RequestBody.fromString("hello"));
		s3.completeMultipartUpload(complete -> complete.bucket(bucket)
				.key(key)
				.uploadId(id)
				.multipartUpload(upload -> upload
						.parts(CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
	}

	private static JsonNode named(List<JsonNode> events, String name) {
		return events.stream().filter(event -> event.path("eventName").asString().equals(name)).findAny().orElseThrow();
	}

	private static String sequencer(JsonNode event) {
		return event.path("s3").path("object").path("sequencer").asString();
	}

	private static FilterRule rule(FilterRuleName name, String value) {
		return FilterRule.builder().name(name).value(value).build();
	}
}
