package dev.millrace.system.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;

class S3BucketsContractIT extends S3Contract {
	private static final String PAGE = "https://app.example.com";

	@Test
	@NotOnLocalStack("refuses every preflight by path, 403")
	void letsTheScriptsOfAnAllowedOriginIn() throws Exception {
		allow(PAGE);
		put("key", "hello");
		var url = presigner.presignGetObject(presign -> presign.signatureDuration(Duration.ofHours(1))
				.getObjectRequest(get -> get.bucket(bucket).key("key"))).url().toURI();

		var preflight = preflight(PAGE, "PUT", "content-type");
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PUT");
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers")).hasValue("content-type");
		assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).hasValue("600");
		var answer = http.send(HttpRequest.newBuilder(url).header("Origin", PAGE).build(), BodyHandlers.ofString());
		assertThat(answer.body()).isEqualTo("hello");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
		assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
	}

	@Test
	void keepsOtherOriginsMethodsAndHeadersOut() throws Exception {
		assertThat(preflight(PAGE, "PUT", "content-type").statusCode()).isEqualTo(403);
		allow(PAGE);

		assertThat(preflight("https://evil.example.com", "PUT", "content-type").statusCode()).isEqualTo(403);
		assertThat(preflight(PAGE, "DELETE", "content-type").statusCode()).isEqualTo(403);
		assertThat(preflight(PAGE, "PUT", "x-other").statusCode()).isEqualTo(403);
	}

	@Test
	void forgetsItsCorsWhenItIsTold() {
		allow(PAGE);
		assertThat(s3.getBucketCors(get -> get.bucket(bucket)).corsRules()).hasSize(1);

		s3.deleteBucketCors(delete -> delete.bucket(bucket));

		refused("NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket)));
	}

	@Test
	void keepsWhatItIsToldOfLifecycleTagsAndPublicAccess() {
		refused("NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
		refused("NoSuchTagSet", () -> s3.getBucketTagging(get -> get.bucket(bucket)));

		s3.putBucketLifecycleConfiguration(put -> put.bucket(bucket)
				.lifecycleConfiguration(lifecycle -> lifecycle.rules(LifecycleRule.builder()
						.id("abandoned")
						.status(ExpirationStatus.ENABLED)
						.filter(filter -> filter.prefix(""))
						.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))
						.build())));
		s3.putBucketTagging(put -> put.bucket(bucket)
				.tagging(tagging -> tagging.tagSet(Tag.builder().key("team").value("intake").build())));
		s3.putPublicAccessBlock(put -> put.bucket(bucket)
				.publicAccessBlockConfiguration(block -> block.blockPublicAcls(true).blockPublicPolicy(true)));

		assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules())
				.extracting(rule -> rule.abortIncompleteMultipartUpload().daysAfterInitiation())
				.containsExactly(1);
		assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet()).extracting(Tag::value)
				.containsExactly("intake");
		assertThat(s3.getPublicAccessBlock(get -> get.bucket(bucket))
				.publicAccessBlockConfiguration()
				.blockPublicPolicy()).isTrue();
	}

	@Test
	void aBucketMadeAnewKnowsNothingOfTheOneBefore() {
		allow(PAGE);
		s3.deleteBucket(delete -> delete.bucket(bucket));
		s3.createBucket(create -> create.bucket(bucket));

		refused("NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket)));
	}

	private void allow(String origin) {
		s3.putBucketCors(put -> put.bucket(bucket)
				.corsConfiguration(cors -> cors.corsRules(CORSRule.builder()
						.allowedOrigins(origin)
						.allowedMethods("GET", "PUT", "POST")
						.allowedHeaders("content-*")
						.exposeHeaders("ETag")
						.maxAgeSeconds(600)
						.build())));
	}

	private HttpResponse<String> preflight(String origin, String method, String headers) throws Exception {
		var request = HttpRequest.newBuilder(URI.create(endpoint.uri() + "/" + bucket + "/key"))
				.method("OPTIONS", BodyPublishers.noBody())
				.header("Origin", origin)
				.header("Access-Control-Request-Method", method)
				.header("Access-Control-Request-Headers", headers)
				.build();
		return http.send(request, BodyHandlers.ofString());
	}
}
