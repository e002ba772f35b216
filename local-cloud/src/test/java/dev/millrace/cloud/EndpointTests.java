package dev.millrace.cloud;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointTests {
	private static final Server server = new Server(0);
	private static final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() throws Exception {
		server.setHandler(new Endpoint(Map.of(AwsService.DYNAMODB, named("dynamodb"), AwsService.SQS, named("sqs"),
				AwsService.KINESIS, named("kinesis"))));
		server.start();
	}

	@AfterAll
	static void stop() throws Exception {
		server.stop();
	}

	@Test
	void theTargetSaysWhichServiceIsMeant() throws Exception {
		assertThat(send("/", "X-Amz-Target", "DynamoDB_20120810.PutItem").body()).isEqualTo("dynamodb");
		assertThat(send("/", "X-Amz-Target", "Kinesis_20131202.PutRecords").body()).isEqualTo("kinesis");
		assertThat(send("/", "X-Amz-Target", "AmazonSQS.SendMessage").body()).isEqualTo("sqs");
	}

	@Test
	void elseTheScopeOfTheCredentialsDoes() throws Exception {
		assertThat(send("/", "Authorization", scope("a/key", "sqs")).body()).isEqualTo("sqs");
		assertThat(send("/", "Authorization", scope("key", "dynamodb")).body()).isEqualTo("dynamodb");
	}

	@Test
	void elseThePathDoes() throws Exception {
		assertThat(send("/000000000000/queue", "Accept", "*/*").body()).isEqualTo("sqs");
		assertThat(send("/_millrace/kinesis/faults", "Accept", "*/*").body()).isEqualTo("kinesis");
	}

	@Test
	void aFormIsAQueueRequest() throws Exception {
		assertThat(send("/", "Content-Type", "application/x-www-form-urlencoded; charset=utf-8").body())
				.isEqualTo("sqs");
	}

	@Test
	void aServiceThatIsNotHereIsRefusedAsItsClientsReadIt() throws Exception {
		var s3 = send("/bucket/key", "Authorization", scope("key", "s3"));
		assertThat(s3.statusCode()).isEqualTo(501);
		assertThat(s3.body()).contains("<Code>NotImplemented</Code>");

		var events = send("/", "X-Amz-Target", "AWSEvents.PutEvents");
		assertThat(events.statusCode()).isEqualTo(501);
		assertThat(events.body()).contains("\"__type\": \"NotImplemented\"").contains("'events'");
	}

	@Test
	void healthNamesTheServices() throws Exception {
		assertThat(send("/_millrace/health", "Accept", "*/*").body()).isEqualTo(
				"{\"services\": {\"dynamodb\": \"running\", \"kinesis\": \"running\", \"sqs\": \"running\"}}\n");
	}

	@Test
	void whoCalledWhatIsTold() throws Exception {
		String signed = scope("teller", "s3");
		send("/bucket/a/key?uploadId=7", "Authorization", signed);
		send("/bucket/?list-type=2&prefix=a", "Authorization", signed);
		send("/bucket/key?X-Amz-Credential=teller%2F20260101%2Feu-north-1%2Fs3%2Faws4_request", "Accept", "*/*");
		http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.getURI().getPort()))
				.header("Authorization", scope("other", "kinesis"))
				.header("X-Amz-Target", "Kinesis_20131202.PutRecords")
				.build(), BodyHandlers.discarding());

		assertThat(send("/_millrace/calls", "Accept", "*/*").body())
				.contains("\"teller\": [\"s3:GetObject\", \"s3:ListObjectsV2\", \"s3:ListParts\"]")
				.contains("\"other\": [\"kinesis:PutRecords\"]");
	}

	private static String scope(String key, String service) {
		return "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/eu-north-1/" + service
				+ "/aws4_request, SignedHeaders=host, Signature=0";
	}

	private static HttpResponse<String> send(String path, String header, String value) throws Exception {
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getURI().getPort() + path))
				.header(header, value)
				.build();
		return http.send(request, BodyHandlers.ofString());
	}

	private static Handler named(String name) {
		return new Handler.Abstract() {
			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				response.write(true, BufferUtil.toBuffer(name, StandardCharsets.UTF_8), callback);
				return true;
			}
		};
	}
}
