package dev.millrace.system.files;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Upload -> bucket -> notice -> what came of the file -> its event, as it is when nothing goes wrong. */
class UploadIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client client = new Client(platform);

	@Test
	void whatIsSentToTheBucketBySlipIsLookedIntoAndToldOfOnce() throws IOException {
		var photo = Samples.all().getFirst();
		String id = new Uploads(client).bySlip(photo.name(), photo, false, false);
		try (var world = new World(platform, client)) {
			Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
				assertThat(photo.isEndOf(world.file(id))).as("%s", photo).isTrue();
				assertThat(world.events()).filteredOn(event -> event.get("subject").asString("").equals(id))
						.singleElement()
						.satisfies(event -> assertThat(event.get("type").asString())
								.isEqualTo(photo.event()));
			});
		}
	}
}
