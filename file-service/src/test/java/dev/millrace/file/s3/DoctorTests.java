package dev.millrace.file.s3;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;

/** What is missing is said in one sentence each, and nothing where nothing is. */
class DoctorTests {

	private static final String ARN = "arn:aws:sqs:eu-central-1:123456789012:";

	private final Patient bucket = new Patient();

	@Test
	void aHealthyBucketIsNotSpokenOf() {
		assertThat(said()).isEmpty();
	}

	@Test
	void missingCorsIsNamed() {
		bucket.cors = GetBucketCorsResponse.builder().build();
		assertThat(said()).containsExactly(
				"CORS is missing: no rule of the bucket b lets browsers POST and PUT and read the header ETag.");
		bucket.corsStatus = 404;
		assertThat(said()).hasSize(1).first().asString().startsWith("CORS is missing");
		bucket.corsStatus = 200;
		bucket.cors = GetBucketCorsResponse.builder()
				.corsRules(CORSRule.builder().allowedMethods("PUT", "POST").build())
				.build();
		assertThat(said()).as("a browser could not read the sum of a part").hasSize(1);
	}

	@Test
	void aMissingNotificationIsNamed() {
		bucket.notifications = GetBucketNotificationConfigurationResponse.builder().build();
		assertThat(said()).containsExactly(
				"The notification is missing: the bucket b tells no queue of s3:ObjectCreated:* of objects under uploads/.",
				"The notification is missing: the bucket b tells no queue of s3:ObjectRemoved:* of objects under uploads/.");
		bucket.notifications = told("q", Event.S3_OBJECT_CREATED);
		assertThat(said()).singleElement().asString().contains("s3:ObjectRemoved:*");
	}

	@Test
	void notificationsToAnotherQueueAreNamed() {
		bucket.notifications = told("other", Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED);
		assertThat(said()).hasSize(2)
				.first()
				.isEqualTo(
						"The notification goes elsewhere: the bucket b tells other of s3:ObjectCreated:*, and this service reads from q.");
	}

	@Test
	void notificationsOfOtherObjectsDoNotCount() {
		bucket.notifications = filtered("derivatives/");
		assertThat(said()).hasSize(2).allMatch(text -> text.startsWith("The notification is missing"));
		bucket.notifications = filtered("uploads/");
		assertThat(said()).isEmpty();
	}

	@Test
	void eventsMayBeListedOneByOne() {
		bucket.notifications = told("q", Event.S3_OBJECT_CREATED_PUT, Event.S3_OBJECT_CREATED_POST,
				Event.S3_OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD, Event.S3_OBJECT_REMOVED);
		assertThat(said()).isEmpty();
		bucket.notifications = told("q", Event.S3_OBJECT_CREATED_PUT, Event.S3_OBJECT_REMOVED);
		assertThat(said()).singleElement().asString().contains("s3:ObjectCreated:*");
	}

	private static GetBucketNotificationConfigurationResponse told(String queue, Event... events) {
		return GetBucketNotificationConfigurationResponse.builder()
				.queueConfigurations(QueueConfiguration.builder().queueArn(ARN + queue).events(events).build())
				.build();
	}

	private static GetBucketNotificationConfigurationResponse filtered(String prefix) {
		return GetBucketNotificationConfigurationResponse.builder()
				.queueConfigurations(QueueConfiguration.builder()
						.queueArn(ARN + "q")
						.events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
						.filter(filter -> filter.key(key -> key.filterRules(FilterRule.builder()
								.name("Prefix")
								.value(prefix)
								.build())))
						.build())
				.build();
	}

	@Test
	void eachMissingPermissionIsNamed() {
		bucket.listStatus = 403;
		bucket.corsStatus = 403;
		bucket.notificationStatus = 403;
		assertThat(said()).containsExactly("Permission is missing: this service may not list the bucket b.",
				"Permission is missing: this service may not read the CORS rules of the bucket b.",
				"Permission is missing: this service may not read the notifications of the bucket b.");
	}

	@Test
	void aBucketThatIsNotThereOrDoesNotAnswerStopsNothing() {
		bucket.listStatus = 404;
		bucket.away = true;
		assertThat(said()).hasSize(3)
				.first()
				.asString()
				.startsWith("The bucket b could not be examined:");
		assertThat(said().getLast()).startsWith("The bucket b does not answer:");
	}

	private List<String> said() {
		var said = new ArrayList<String>();
		new Doctor(bucket, "b", "q", said::add).run(new DefaultApplicationArguments());
		return said;
	}

	/** A bucket that has what it needs, but for what a test takes from it. */
	private static final class Patient implements S3Client {

		private int listStatus = 200;
		private int corsStatus = 200;
		private int notificationStatus = 200;
		private boolean away;
		private GetBucketCorsResponse cors = GetBucketCorsResponse.builder()
				.corsRules(CORSRule.builder().allowedMethods("GET", "PUT", "POST").exposeHeaders("etag").build())
				.build();
		private GetBucketNotificationConfigurationResponse notifications = told("q", Event.S3_OBJECT_CREATED,
				Event.S3_OBJECT_REMOVED);

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			return answer(listStatus, ListObjectsV2Response.builder().build());
		}

		@Override
		public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request) {
			refuse();
			return answer(corsStatus, cors);
		}

		@Override
		public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
				GetBucketNotificationConfigurationRequest request) {
			refuse();
			return answer(notificationStatus, notifications);
		}

		private void refuse() {
			if (away) {
				throw SdkClientException.create("Connection refused");
			}
		}

		private static <T> T answer(int status, T good) {
			if (status != 200) {
				throw S3Exception.builder().statusCode(status).message("no").build();
			}
			return good;
		}

		@Override
		public String serviceName() {
			return "s3";
		}

		@Override
		public void close() {}
	}
}
