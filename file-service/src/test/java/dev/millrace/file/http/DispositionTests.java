package dev.millrace.file.http;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DispositionTests {

	@Test
	void onlyPicturesAreShown() {
		assertThat(Disposition.of(Optional.of("image/png"), "a").header()).startsWith("inline;");
		assertThat(Disposition.of(Optional.of("application/pdf"), "a").header()).startsWith("attachment;");
		for (String type : new String[]{"text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"}) {
			assertThat(Disposition.of(Optional.of(type), "a").mediaType()).as(type)
					.isEqualTo("application/octet-stream");
			assertThat(Disposition.of(Optional.of(type), "a").header()).as(type).startsWith("attachment;");
		}
		assertThat(Disposition.of(Optional.empty(), "a.html").mediaType()).isEqualTo("application/octet-stream");
	}

	@Test
	void noProgramLooksLikeAPicture() {
		assertThat(Disposition.of(Optional.empty(), "photo\u202egnp.exe").header())
				.isEqualTo("attachment; filename=\"photognp.exe\"; filename*=UTF-8''photognp.exe");
	}

	@Test
	void noNameEndsItsQuotesOrItsLine() {
		assertThat(Disposition.of(Optional.empty(), "a\"; x=\"\r\nb/\u65e5.txt").header())
				.isEqualTo(
						"attachment; filename=\"a_; x=___b__.txt\"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0Ab%2F%E6%97%A5.txt");
	}
}
