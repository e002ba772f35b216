package dev.millrace.cloud.s3.event;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What queues are sent: S3's event message structure 2.1, and the event with which S3 tries a new destination. */
final class EventBody {
	private static final String OWNER = "local";

	private EventBody() {}

	static String of(String bucket, String key, EventName name, String configurationId, Instant time, String sequencer,
			Change change) {
		var root = JsonMapper.shared().createObjectNode();
		var event = root.putArray("Records").addObject();
		event.put("eventVersion", "2.1")
				.put("eventSource", "aws:s3")
				.put("awsRegion", "us-east-1")
				.put("eventTime", time.toString())
				.put("eventName", name.toString())
				.set("userIdentity", principal());
		event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
		event.putObject("responseElements")
				.put("x-amz-request-id", UUID.randomUUID().toString())
				.put("x-amz-id-2", sequencer);
		var s3 = event.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", configurationId);
		s3.putObject("bucket")
				.put("name", bucket)
				.put("arn", "arn:aws:s3:::" + bucket)
				.set("ownerIdentity", principal());
		describe(s3.putObject("object"), key, sequencer, change);
		return root.toString();
	}

	static String test(String bucket, Instant time) {
		return JsonMapper.shared()
				.writeValueAsString(Map.of("Service", "Amazon S3", "Event", "s3:TestEvent", "Time",
						time.toString(), "Bucket", bucket, "RequestId", UUID.randomUUID().toString(), "HostId",
						"local"));
	}

	private static void describe(ObjectNode object, String key, String sequencer, Change change) {
		object.put("key", URLEncoder.encode(key, UTF_8).replace("%2F", "/"));
		if (change.bytes() != null) {
			object.put("size", change.bytes()).put("eTag", change.eTag());
		}
		if (change.versionId() != null) {
			object.put("versionId", change.versionId());
		}
		object.put("sequencer", sequencer);
	}

	private static ObjectNode principal() {
		return JsonMapper.shared().createObjectNode().put("principalId", OWNER);
	}
}
