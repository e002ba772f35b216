package dev.millrace.system.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class S3ObjectsContractIT extends S3Contract {
	private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

	@Test
	void listsABucketAndDeletesItOnlyWhenItIsEmpty() {
		put("key", "hello");

		assertThat(s3.listBuckets().buckets()).anyMatch(found -> found.name().equals(bucket));
		refused("BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(bucket)));
		s3.deleteObject(request -> request.bucket(bucket).key("key"));
		s3.deleteBucket(request -> request.bucket(bucket));
		assertThatExceptionOfType(NoSuchBucketException.class)
				.isThrownBy(() -> s3.headBucket(request -> request.bucket(bucket)));
		assertThatExceptionOfType(NoSuchBucketException.class).isThrownBy(() -> put("key", "hello"));
	}

	@Test
	void givesBackWhatWasPutWithAllThatIsKnownOfIt() {
		var put = put("key", "hello", request -> request.contentType("text/x-greeting")
				.contentDisposition("attachment")
				.cacheControl("no-store")
				.metadata(Map.of("colour", "blue")));

		var got = s3.getObject(request -> request.bucket(bucket).key("key"), ResponseTransformer.toBytes());

		assertThat(got.asUtf8String()).isEqualTo("hello");
		assertThat(put.eTag()).isEqualTo("\"" + MD5_OF_HELLO + "\"").isEqualTo(got.response().eTag());
		assertThat(got.response().contentType()).isEqualTo("text/x-greeting");
		assertThat(got.response().contentDisposition()).isEqualTo("attachment");
		assertThat(got.response().cacheControl()).isEqualTo("no-store");
		assertThat(got.response().metadata()).containsExactly(Map.entry("colour", "blue"));
		var head = s3.headObject(request -> request.bucket(bucket).key("key"));
		assertThat(head.contentLength()).isEqualTo(5);
		assertThat(head.lastModified()).isEqualTo(got.response().lastModified());
	}

	@Test
	void keepsAnEmptyObject() {
		put("empty", "");

		assertThat(get("empty")).isEmpty();
		assertThat(s3.headObject(request -> request.bucket(bucket).key("empty")).contentLength()).isZero();
	}

	@Test
	void sendsThePartThatARangeNames() {
		put("key", "0123456789");

		assertThat(range("bytes=2-4")).isEqualTo("234");
		assertThat(range("bytes=7-")).isEqualTo("789");
		assertThat(range("bytes=-2")).isEqualTo("89");
		assertThat(s3.getObject(request -> request.bucket(bucket).key("key").range("bytes=2-4"),
				ResponseTransformer.toBytes()).response().contentRange()).isEqualTo("bytes 2-4/10");
		refused("InvalidRange", () -> range("bytes=10-"));
	}

	@Test
	void deletesOneAndMany() {
		Stream.of("a", "b", "c").forEach(key -> put(key, key));

		s3.deleteObject(request -> request.bucket(bucket).key("never-there"));
		var deleted = s3.deleteObjects(request -> request.bucket(bucket)
				.delete(delete -> delete.objects(identifier("a"), identifier("b"), identifier("never-there"))));

		assertThat(deleted.errors()).isEmpty();
		assertThat(deleted.deleted()).hasSize(3);
		assertThat(keys(s3.listObjectsV2(request -> request.bucket(bucket)))).containsExactly("c");
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("a"));
	}

	@Test
	void copiesWithAndWithoutItsMetadata() {
		put("from here", "hello", request -> request.contentType("text/plain").metadata(Map.of("a", "1")));

		s3.copyObject(request -> request.sourceBucket(bucket)
				.sourceKey("from here")
				.destinationBucket(bucket)
				.destinationKey("same"));
		s3.copyObject(request -> request.sourceBucket(bucket)
				.sourceKey("from here")
				.destinationBucket(bucket)
				.destinationKey("other")
				.metadataDirective(MetadataDirective.REPLACE)
				.metadata(Map.of("b", "2")));

		assertThat(get("same")).isEqualTo("hello");
		assertThat(s3.headObject(request -> request.bucket(bucket).key("same")).metadata())
				.isEqualTo(Map.of("a", "1"));
		assertThat(s3.headObject(request -> request.bucket(bucket).key("other")).metadata())
				.isEqualTo(Map.of("b", "2"));
	}

	@Test
	void writesUnderAConditionOnlyOnce() throws Exception {
		try (var threads = Executors.newFixedThreadPool(8)) {
			var outcomes = IntStream.range(0, 8)
					.mapToObj(i -> threads.submit(() -> tryPut(String.valueOf(i))))
					.toList();
			int written = 0;
			for (var outcome : outcomes) {
				written += outcome.get() ? 1 : 0;
			}
			assertThat(written).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
	@NotOnLocalStack("refuses one of the four")
	void takesAndKeepsAChecksum(ChecksumAlgorithm algorithm) {
		put("key", "hello", request -> request.checksumAlgorithm(algorithm));

		var head = s3.headObject(request -> request.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));
		assertThat(get("key")).isEqualTo("hello");
		assertThat(head.eTag()).isEqualTo("\"" + MD5_OF_HELLO + "\"");
	}

	@Test
	void refusesContentThatIsNotWhatItsDigestSays() {
		refused("BadDigest", () -> put("key", "hello", request -> request.contentMD5("AAAAAAAAAAAAAAAAAAAAAA==")));
		refused("BadDigest", () -> put("key", "hello", request -> request.checksumCRC32("AAAAAA==")));
		refused("BadDigest", () -> put("key", "hello",
				request -> request.checksumSHA256("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")));

		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("key"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"ünï/ço∂é/日本語 🐎", "plus+and space", "100%", "%2F", "a//b", "/leading", "trailing/",
			"../up", "a/../b", "a/./b", ".", "..", "q?x=1&y=2", "#hash", "semi;colon", "quote\"'", "back\\slash",
			"<xml>&amp;", "~tilde*", "a:b@c,d$e=f"})
	void keepsOddKeysApart(String key) {
		put(key, key);
		put("a", "another");
		put("b", "another");

		assertThat(get(key)).isEqualTo(key);
		assertThat(keys(s3.listObjectsV2(request -> request.bucket(bucket)))).containsExactlyInAnyOrder(key, "a", "b");
		s3.copyObject(copy -> copy.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey("c"));
		assertThat(get("c")).isEqualTo(key);
		s3.deleteObject(request -> request.bucket(bucket).key(key));
		assertThat(keys(s3.listObjectsV2(request -> request.bucket(bucket)))).containsExactly("a", "b", "c");
	}

	@Test
	void hasNoFolders() {
		var keys = List.of("a", "a/", "a/b", "a/b/c");
		keys.forEach(key -> put(key, "content of " + key));

		assertThat(keys(s3.listObjectsV2(request -> request.bucket(bucket)))).isEqualTo(keys);
		keys.forEach(key -> assertThat(get(key)).isEqualTo("content of " + key));
		var top = s3.listObjectsV2(request -> request.bucket(bucket).delimiter("/"));
		assertThat(keys(top)).containsExactly("a");
		assertThat(top.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/");
		var inside = s3.listObjectsV2(request -> request.bucket(bucket).delimiter("/").prefix("a/"));
		assertThat(keys(inside)).containsExactly("a/", "a/b");
		assertThat(inside.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/b/");
	}

	@Test
	void listsMoreThanAPageOfKeys() throws Exception {
		var expected = IntStream.range(0, 1_003).mapToObj("key-%04d"::formatted).toList();
		try (var threads = Executors.newFixedThreadPool(16)) {
			var puts = expected.stream().map(key -> threads.submit(() -> put(key, ""))).toList();
			for (var put : puts) {
				put.get();
			}
		}

		var first = s3.listObjectsV2(request -> request.bucket(bucket));
		assertThat(first.isTruncated()).isTrue();
		assertThat(first.contents()).hasSize(1_000);
		assertThat(s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream().map(S3Object::key))
				.containsExactlyElementsOf(expected);
		assertThat(s3.listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(100).startAfter("key-0500"))
				.contents()
				.stream()
				.map(S3Object::key)).containsExactlyElementsOf(expected.subList(501, 1_003));
		var v1 = s3.listObjects(request -> request.bucket(bucket));
		assertThat(v1.isTruncated()).isTrue();
		assertThat(s3.listObjects(request -> request.bucket(bucket).marker(v1.contents().getLast().key())).contents())
				.extracting(S3Object::key)
				.containsExactlyElementsOf(expected.subList(1_000, 1_003));
	}

	@Test
	void streamsALargeObject(@TempDir Path folder) throws Exception {
		var file = folder.resolve("large");
		try (var out = Files.newOutputStream(file)) {
			var block = HexFormat.of().formatHex(new byte[1 << 19]).getBytes(UTF_8);
			for (int i = 0; i < 64; i++) {
				out.write(block);
			}
		}

		s3.putObject(request -> request.bucket(bucket).key("large"), RequestBody.fromFile(file));

		s3.getObject(request -> request.bucket(bucket).key("large"), folder.resolve("back"));
		assertThat(Files.mismatch(file, folder.resolve("back"))).isEqualTo(-1);
	}

	@Test
	void aBucketIsMadeOnce() {
		put("key", "hello");

		// us-east-1 answers 200, all other regions 409; neither empties the bucket.
		try {
			s3.createBucket(request -> request.bucket(bucket));
		} catch (BucketAlreadyOwnedByYouException e) {
			assertThat(e.statusCode()).isEqualTo(409);
		}

		assertThat(get("key")).isEqualTo("hello");
	}

	private boolean tryPut(String content) {
		try {
			put("once", content, request -> request.ifNoneMatch("*"));
			return true;
		} catch (S3Exception e) {
			assertThat(e.statusCode()).isIn(409, 412);
			return false;
		}
	}

	private String range(String range) {
		return s3.getObjectAsBytes(request -> request.bucket(bucket).key("key").range(range)).asUtf8String();
	}

	private static List<String> keys(ListObjectsV2Response page) {
		return page.contents().stream().map(S3Object::key).toList();
	}

	private static ObjectIdentifier identifier(String key) {
		return ObjectIdentifier.builder().key(key).build();
	}
}
