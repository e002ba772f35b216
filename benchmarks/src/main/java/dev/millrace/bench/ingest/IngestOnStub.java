package dev.millrace.bench.ingest;

import java.io.IOException;
import java.util.ArrayList;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisServiceClientConfiguration;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * The whole ingest service as it ships, on a stream inside the JVM that takes everything at once; and on the same server, at
 * {@code /echo}, a servlet that reads the body and sends it back. It is started with the service's own libraries on the class path.
 */
public final class IngestOnStub {

	private IngestOnStub() {}

	/** Arguments are the service's own. */
	public static void main(String... arguments) throws ClassNotFoundException {
		new SpringApplicationBuilder(Class.forName("dev.millrace.ingest.IngestApplication"), Stubs.class)
				.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	static class Stubs {

		@Bean
		@Primary
		KinesisClient stubbedStream() {
			return new TakesAll();
		}

		@Bean
		ServletRegistrationBean<HttpServlet> echo() {
			return new ServletRegistrationBean<>(new Echo(), "/echo");
		}
	}

	/** What HTTP alone costs here. */
	@SuppressWarnings("serial") // Never written to a stream.
	private static final class Echo extends HttpServlet {

		@Override
		protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
			byte[] body = request.getInputStream().readAllBytes();
			response.setContentType("application/json");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

	private static final class TakesAll implements KinesisClient {

		@Override
		public PutRecordsResponse putRecords(PutRecordsRequest request) {
			var results = new ArrayList<PutRecordsResultEntry>(request.records().size());
			for (int i = 0; i < request.records().size(); i++) {
				results.add(PutRecordsResultEntry.builder()
						.shardId("shardId-000000000000")
						.sequenceNumber("49196243808619902662388429393691406065467510782689280002")
						.build());
			}
			return PutRecordsResponse.builder().failedRecordCount(0).records(results).build();
		}

		@Override
		public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
			return DescribeStreamSummaryResponse.builder()
					.streamDescriptionSummary(stream -> stream.streamName(request.streamName())
							.streamStatus(StreamStatus.ACTIVE))
					.build();
		}

		@Override
		public KinesisServiceClientConfiguration serviceClientConfiguration() {
			throw new UnsupportedOperationException("there is no service behind it");
		}

		@Override
		public String serviceName() {
			return "kinesis";
		}

		@Override
		public void close() {}
	}
}
