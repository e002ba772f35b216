package dev.millrace.file.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;

class DownloadTests {

	private final AtomicBoolean aborted = new AtomicBoolean();
	private final AtomicBoolean closed = new AtomicBoolean();

	@Test
	void theRestIsNotFetchedForWhoHasGone() throws IOException {
		try (var download = download()) {
			assertThat(download.readNBytes(10)).hasSize(10);
		}
		assertThat(aborted).isTrue();
	}

	@Test
	void aConnectionThatIsReadToTheEndIsKept() throws IOException {
		try (var download = download()) {
			assertThat(download.readAllBytes()).hasSize(1000);
		}
		assertThat(aborted).isFalse();
		assertThat(closed).isTrue();
	}

	private Download download() {
		var bytes = new ByteArrayInputStream(new byte[1000]) {
			@Override
			public void close() {
				closed.set(true);
			}
		};
		return new Download(new ResponseInputStream<>(GetObjectResponse.builder().build(),
				AbortableInputStream.create(bytes, () -> aborted.set(true))));
	}
}
