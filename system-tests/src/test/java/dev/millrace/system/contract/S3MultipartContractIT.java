package dev.millrace.system.contract;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class S3MultipartContractIT extends S3Contract {
	private static final int LEAST_PART_BYTES = 5 << 20;
	private static final String KEY = "folder/größe +1";

	@Test
	void goesOnWhereAClientLeftOff() {
		var id = begin();
		upload(id, 1, content(1, LEAST_PART_BYTES));
		upload(id, 3, content(3, 10));

		// Another client knows the key and the identifier only.
		var there = parts(id);
		assertThat(there).extracting(Part::partNumber).containsExactly(1, 3);
		assertThat(there).extracting(Part::size).containsExactly((long) LEAST_PART_BYTES, 10L);
		upload(id, 2, content(2, LEAST_PART_BYTES));
		complete(id, parts(id));

		assertThat(get(KEY)).isEqualTo(content(1, LEAST_PART_BYTES) + content(2, LEAST_PART_BYTES) + content(3, 10));
		var head = s3.headObject(request -> request.bucket(bucket).key(KEY));
		assertThat(head.eTag()).endsWith("-3\"");
		assertThat(head.contentType()).isEqualTo("text/x-parts");
		assertThat(uploads()).isEmpty();
	}

	@Test
	void takesAPartAgain() {
		var id = begin();
		upload(id, 1, "first");
		upload(id, 1, "second");
		complete(id, parts(id));

		assertThat(get(KEY)).isEqualTo("second");
	}

	@Test
	void listsUploadsAndForgetsOneThatIsAborted() {
		var id = begin();
		upload(id, 1, "part");
		assertThat(uploads()).extracting(MultipartUpload::uploadId).containsExactly(id);
		assertThat(uploads()).extracting(MultipartUpload::key).containsExactly(KEY);
		assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents()).isEmpty();

		s3.abortMultipartUpload(request -> request.bucket(bucket).key(KEY).uploadId(id));

		assertThat(uploads()).isEmpty();
		refused("NoSuchUpload", () -> upload(id, 2, "too late"));
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get(KEY));
	}

	@Test
	void refusesWhatDoesNotMakeAWhole() {
		var id = begin();
		upload(id, 1, "too small to be any but the last");
		upload(id, 2, "last");

		refused("EntityTooSmall", () -> complete(id, parts(id)));
		refused("InvalidPart", () -> complete(id, List.of(Part.builder().partNumber(7).eTag("\"none\"").build())));
	}

	@Test
	void refusesAPartThatIsNotWhatItsDigestSays() {
		var id = begin();

		refused("BadDigest", () -> s3.uploadPart(request -> request.bucket(bucket)
				.key(KEY)
				.uploadId(id)
				.partNumber(1)
				.contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="), RequestBody.fromString("hello")));
		assertThat(parts(id)).isEmpty();
	}

	private String begin() {
		return s3.createMultipartUpload(request -> request.bucket(bucket).key(KEY).contentType("text/x-parts"))
				.uploadId();
	}

	private void upload(String id, int number, String content) {
		s3.uploadPart(request -> request.bucket(bucket).key(KEY).uploadId(id).partNumber(number),
				RequestBody.fromString(content));
	}

	private List<Part> parts(String id) {
		return s3.listParts(request -> request.bucket(bucket).key(KEY).uploadId(id)).parts();
	}

	private List<MultipartUpload> uploads() {
		return s3.listMultipartUploads(request -> request.bucket(bucket)).uploads();
	}

	private void complete(String id, List<Part> parts) {
		var completed = parts.stream()
				.map(part -> CompletedPart.builder().partNumber(part.partNumber()).eTag(part.eTag()).build())
				.toList();
		s3.completeMultipartUpload(request -> request.bucket(bucket)
				.key(KEY)
				.uploadId(id)
				.multipartUpload(CompletedMultipartUpload.builder().parts(completed).build()));
	}

	private static String content(int seed, int length) {
		return IntStream.range(0, length)
				.collect(StringBuilder::new, (text, i) -> text.append((char) ('a' + (i * seed + i / 97) % 26)),
						StringBuilder::append)
				.toString();
	}
}
