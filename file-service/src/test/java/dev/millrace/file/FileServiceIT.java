package dev.millrace.file;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The service on the local cloud, as clients use it; what is in a file is marked in it. */
class FileServiceIT {

	@RegisterExtension
	static final RunningService service = new RunningService();

	private static final int PART = 5 << 20;
	private static final int MOST = 10 << 20;

	@Test
	void aSlipTakesExactlyTheFileThatWasAnnouncedAndItIsLookedIntoAndToldOfOnce() throws Exception {
		byte[] content = "hello, files".getBytes(UTF_8);
		JsonNode slip = service.slip("caf\u00e9 \"1\".txt", content.length, RunningService.sha256(content));
		String id = slip.get("id").asString();
		JsonNode form = slip.get("upload");
		assertThat(form.get("kind").asString()).isEqualTo("form");

		assertThat(service.postForm(form, "longer than announced".getBytes(UTF_8)).statusCode()).isEqualTo(400);
		var lie = service.postForm(form, "hello, liars".getBytes(UTF_8));
		assertThat(lie.statusCode() + lie.body()).startsWith("400").contains("BadDigest");
		assertThat(service.call("POST", "/v1/files/" + id + "/upload/complete", "").statusCode()).isEqualTo(409);
		assertThat(service.postForm(form, content).statusCode()).isEqualTo(204);
		assertThat(service.call("POST", "/v1/files/" + id + "/upload/complete", "").statusCode()).isEqualTo(200);

		JsonNode file = service.await(id, "processed");
		assertThat(file.get("metadata").get("characters").asInt()).isEqualTo(content.length);
		assertThat(file.get("history").valueStream().map(step -> step.get("status").asString()))
				.contains("uploading", "processing", "processed");
		service.awaitEvent(id, "millrace.file.processed");
		assertThat(service.eventIds(id)).hasSize(1);
	}

	@Test
	void partsAreResumedAfterACrash() throws Exception {
		byte[] content = new byte[2 * PART + 100];
		JsonNode slip = service.slip("large.bin", content.length, RunningService.sha256(content));
		String id = slip.get("id").asString();
		JsonNode parts = slip.get("upload").get("parts");
		assertThat(parts).hasSize(3);
		assertThat(service.put(parts.get(1), content).statusCode()).isEqualTo(200);

		JsonNode rest = service.json(service.call("GET", "/v1/files/" + id + "/upload", "")).get("upload");
		assertThat(rest.get("parts").valueStream().map(part -> part.get("number").asInt())).containsExactly(1, 3);
		var refused = service.call("POST", "/v1/files/" + id + "/upload/complete", "");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(service.json(refused).get("code").asString()).isEqualTo("upload-incomplete");
		for (JsonNode part : rest.get("parts")) {
			assertThat(service.put(part, content).statusCode()).isEqualTo(200);
		}

		assertThat(service.call("POST", "/v1/files/" + id + "/upload/complete", "").statusCode()).isEqualTo(200);
		assertThat(service.call("POST", "/v1/files/" + id + "/upload/complete", "").statusCode()).isEqualTo(200);
		assertThat(service.await(id, "processed").get("size").asInt()).isEqualTo(content.length);
	}

	@Test
	void aFormOfCurlIsTakenAndServedSafely() throws Exception {
		var answer = service.upload("na\u00efve.html", "text/html", "<script>alert(1)</script>", Map.of());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		String id = service.json(answer).get("id").asString();
		service.await(id, "processed");

		var redirect = service.call("GET", "/v1/files/" + id + "/content", "");
		assertThat(redirect.statusCode()).isEqualTo(302);
		assertThat(redirect.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(redirect.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
		HttpResponse<String> content = service.get(URI.create(redirect.headers().firstValue("Location").orElseThrow()));
		assertThat(content.statusCode()).as(content.body()).isEqualTo(200);
		assertThat(content.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
		assertThat(content.headers().firstValue("Content-Disposition").orElseThrow())
				.isEqualTo("attachment; filename=\"na_ve.html\"; filename*=UTF-8''na%C3%AFve.html");
		var made = service.call("GET", "/v1/files/" + id + "/derivatives/summary.txt", "");
		assertThat(service.get(URI.create(made.headers().firstValue("Location").orElseThrow())).body())
				.isEqualTo("of 25");
		assertThat(service.call("GET", "/v1/files/" + id + "/derivatives/none", "").statusCode()).isEqualTo(404);
	}

	/** Whoever follows the answer to a HEAD with a HEAD finds a link that is signed for GET. */
	@Test
	void whoAsksForTheHeadAloneIsAnsweredHere() throws Exception {
		String id = service.json(service.upload("h.txt", "text/plain", "0123456789", Map.of())).get("id").asString();
		service.await(id, "processed");
		for (String path : List.of("/content", "/derivatives/summary.txt")) {
			var head = service.call("HEAD", "/v1/files/" + id + path, "");
			assertThat(head.statusCode()).isEqualTo(200);
			assertThat(head.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
			assertThat(head.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		}
		assertThat(service.call("HEAD", "/v1/files/" + id + "/content", "").headers().firstValue("Content-Length"))
				.contains("10");
		assertThat(service.call("HEAD", "/v1/files/" + id + "/derivatives/none", "").statusCode()).isEqualTo(404);
	}

	/** A slip is good for its time, however often: what comes last is the file, and each content is told of. */
	@Test
	void aFormThatIsUsedAgainReplacesTheContentUnlessTheSlipNamesItsSum() throws Exception {
		JsonNode slip = service.slip("twice.txt", 5);
		String id = slip.get("id").asString();
		assertThat(service.postForm(slip.get("upload"), "first".getBytes(UTF_8)).statusCode()).isEqualTo(204);
		service.await(id, "processed");
		service.awaitEvent(id, "millrace.file.processed");
		assertThat(service.postForm(slip.get("upload"), "other".getBytes(UTF_8)).statusCode()).isEqualTo(204);
		service.awaitEvents(id, 2);

		JsonNode file = service.await(id, "processed");
		assertThat(file.get("history").valueStream().filter(step -> step.get("status").asString().equals("processed")))
				.as("both of its contents")
				.hasSize(2);
		assertThat(service.keys(id)).as("of the first nothing is left").hasSize(2);
		var content = service.call("GET", "/v1/files/" + id + "/content", "").headers().firstValue("Location");
		assertThat(service.get(URI.create(content.orElseThrow())).body()).isEqualTo("other");

		byte[] only = "only this".getBytes(UTF_8);
		JsonNode summed = service.slip("once.txt", only.length, RunningService.sha256(only)).get("upload");
		assertThat(service.postForm(summed, only).statusCode()).isEqualTo(204);
		assertThat(service.postForm(summed, "only that".getBytes(UTF_8)).statusCode()).isEqualTo(400);
	}

	@Test
	void aFormIsReadOnceWhateverStandsWhereInIt() throws Exception {
		String name = "\u6587".repeat(255);
		String id = service
				.json(service.upload(name, "text/plain", "long name", Map.of("tags", "{\"a\":\"b\"}", "x", "y")))
				.get("id")
				.asString();
		JsonNode file = service.await(id, "processed");
		assertThat(file.get("name").asString()).isEqualTo(name);
		assertThat(file.get("tags").get("a").asString()).isEqualTo("b");

		assertRefused(service.upload("e", "text/plain", "", Map.of()), 422, "must have at least one byte");
		assertRefused(service.upload("l", "text/plain", "x".repeat(MOST + 1), Map.of()), 413, "file-too-large");
		assertRefused(service.upload("l", "text/plain", "x".repeat(12 * MOST / 10), Map.of()), 413, "file-too-large");
		assertRefused(service.upload("t", "text/plain", "a", Map.of("tags", "x".repeat(70_000))), 422, "tags");
		assertRefused(service.form("no form"), 422, "is missing");
		String part = "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\nabc\r\n";
		assertRefused(service.form(part.formatted(RunningService.BOUNDARY, "file")), 400, "malformed-form");
		String end = "--" + RunningService.BOUNDARY + "--\r\n";
		assertRefused(service.form(part.formatted(RunningService.BOUNDARY, "other") + end), 422, "is missing");
		assertRefused(service.form(part.formatted(RunningService.BOUNDARY, "file").repeat(2) + end), 422,
				"must be given once");
		String large = part.formatted(RunningService.BOUNDARY, "other").replace("abc", "x".repeat(12 * MOST / 10));
		assertRefused(service.form(large + end), 413, "file-too-large");
	}

	/** What cannot be written into a row is the client's fault, not a table that is away. */
	@ParameterizedTest
	@ValueSource(strings = {"", "\\ud800", "a\\u0085b", "a\\u2028b", "\\u0000"})
	void aNameThatNobodyCanWriteIsRefused(String name) throws Exception {
		assertRefused(service.call("POST", "/v1/files",
				"{\"name\":\"%s\",\"contentType\":\"text/plain\",\"size\":1}".formatted(name)), 422, "/name");
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String why) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(why);
	}

	@Test
	void aWrongChecksumIsRefusedAndAHostileFileRejectedForGood() throws Exception {
		assertThat(service.upload("a", "text/plain", "abc", Map.of("sha256", "0".repeat(64))).statusCode())
				.isEqualTo(422);
		String id = service.json(service.upload("b.pdf", "application/pdf", "hostile", Map.of())).get("id").asString();

		JsonNode file = service.await(id, "rejected");
		assertThat(file.get("error").get("code").asString()).isEqualTo("encrypted");
		assertThat(file.get("attempts").asInt()).isEqualTo(1);
		service.awaitEvent(id, "millrace.file.rejected");
		String zip = service.json(service.upload("c.zip", "application/zip", "strange", Map.of())).get("id").asString();
		assertThat(service.await(zip, "unsupported").has("error")).isFalse();
	}

	@Test
	void whatFailsIsTriedAgainAndThenADeadLetterThatCanBeRedriven() throws Exception {
		service.marked().failuresLeft.set(3);
		String id = service.json(service.upload("f", "text/plain", "flaky", Map.of())).get("id").asString();

		assertThat(service.await(id, "failed").get("attempts").asInt()).isEqualTo(3);
		service.awaitEvent(id, "millrace.file.failed");
		assertThat(service.deadLetter()).contains(id, "sandbox-broken");
		assertThat(service.call("POST", "/v1/files/" + id + "/redrive", "").statusCode()).isEqualTo(202);
		service.await(id, "processed");
		service.awaitEvent(id, "millrace.file.processed");
		assertThat(service.call("POST", "/v1/files/" + id + "/redrive", "").statusCode()).isEqualTo(409);
	}

	@Test
	void aDeletedFileLeavesNothing() throws Exception {
		String id = service.json(service.upload("d", "text/plain", "gone soon", Map.of())).get("id").asString();
		service.await(id, "processed");
		assertThat(service.keys(id)).hasSize(2);

		assertThat(service.call("DELETE", "/v1/files/" + id, "").statusCode()).isEqualTo(204);

		assertThat(service.call("GET", "/v1/files/" + id, "").statusCode()).isEqualTo(404);
		assertThat(service.call("DELETE", "/v1/files/" + id, "").statusCode()).isEqualTo(404);
		assertThat(service.keys(id)).isEmpty();
	}

	@Test
	void listsAreWalkedNewestFirstAndFiltered() throws Exception {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.addFirst(service.json(service.upload("l" + i, "text/plain", "strange " + i, Map.of()))
					.get("id")
					.asString());
		}
		for (String id : ids) {
			service.await(id, "unsupported");
		}
		List<String> seen = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = service.json(
					service.call("GET", "/v1/files?status=unsupported&type=application/zip&limit=2" + cursor, ""));
			page.get("files").forEach(file -> seen.add(file.get("id").asString()));
			cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asString() : "";
		} while (!cursor.isEmpty());
		assertThat(seen).containsSubsequence(ids).doesNotHaveDuplicates();
		assertThat(service.call("GET", "/v1/files?status=odd", "").statusCode()).isEqualTo(400);
	}

	@Test
	void contentWithoutARowIsFoundByTheNoticeAndARowWithoutContentGoes() throws Exception {
		String id = Ids.next(Instant.now(), new Random(1));
		service.s3()
				.putObject(put -> put.bucket("millrace-files").key("uploads/" + id),
						RequestBody.fromString("from elsewhere"));
		service.await(id, "processed");
		service.s3().deleteObject(delete -> delete.bucket("millrace-files").key("uploads/" + id));
		service.awaitGone(id);
	}

	@Test
	void aTextIsDescribedOnceForAllWhoSendItAndWhenTheModelFailsItIsProcessedAllTheSame() throws Exception {
		JsonNode first = described("told in words");
		assertThat(first.get("summary").asString()).isEqualTo("told in words");
		assertThat(first.get("labels").valueStream().map(JsonNode::asString)).containsExactly("text");
		assertThat(described("told in words")).isEqualTo(first);
		assertThat(service.bean(FakeModel.class).asked).containsOnlyOnce("told in words");

		service.bean(FakeModel.class).broken = true;
		assertThat(described("told badly").get("skipped").asString()).isEqualTo("unavailable");
		service.bean(FakeModel.class).broken = false;
		assertThat(described("told " + "w".repeat(RunningService.TOKENS_A_DAY)).get("skipped").asString())
				.isEqualTo("daily-cap");
	}

	/** The table itself refuses what would pass the cap, whoever adds at the same time. */
	@Test
	void noMoreIsTakenThanADayAllowsHoweverManyTakeAtOnce() throws Exception {
		var purse = service.bean(Purse.class);
		var day = LocalDate.of(2026, 1, 1);
		var most = new Cost(100, 1_000);
		try (var threads = Executors.newFixedThreadPool(16)) {
			var taken = new ArrayList<Future<Boolean>>();
			for (int i = 0; i < 50; i++) {
				taken.add(threads.submit(() -> purse.take(day, new Cost(7, 10), most)));
			}
			int times = 0;
			for (Future<Boolean> one : taken) {
				times += one.get() ? 1 : 0;
			}
			assertThat(times).as("14 times 7 are 98").isEqualTo(14);
		}
		assertThat(purse.take(day, new Cost(1, 901), most)).as("dollars have a cap of their own").isFalse();
		purse.putBack(day, new Cost(98, 140));
		assertThat(purse.take(day, most, most)).isTrue();
		assertThat(purse.take(day, new Cost(1, 0), most)).isFalse();
		assertThat(purse.take(day.plusDays(1), new Cost(101, 0), most)).isFalse();
	}

	private static JsonNode described(String text) throws Exception {
		String id = service.json(service.upload("t.txt", "text/plain", text, Map.of())).get("id").asString();
		return service.await(id, "processed").get("metadata").get("description");
	}

	@Test
	void whatTheIntakeRefusesIsADeadLetterThatCanBeRedriven() throws Exception {
		service.intakeAnswers(422);
		String id = service.json(service.upload("r", "text/plain", "refused", Map.of())).get("id").asString();
		JsonNode refused = service.awaitRefused(id);
		assertThat(refused.get("event").asString()).startsWith(id);
		assertThat(refused.get("code").asString()).isEqualTo("outcome-refused");
		assertThat(service.deadLetter()).contains(id, "outcome-refused", "millrace.file.processed");

		service.intakeAnswers(202);
		assertThat(service.call("POST", "/v1/files/" + id + "/redrive", "").statusCode()).isEqualTo(202);
		service.awaitEvent(id, "millrace.file.processed");
		JsonNode file = service.json(service.call("GET", "/v1/files/" + id, ""));
		assertThat(file.has("refusedEvents")).isFalse();
		assertThat(file.get("attempts").asInt()).as("not looked into again").isEqualTo(1);
		assertThat(service.call("POST", "/v1/files/" + id + "/redrive", "").statusCode()).isEqualTo(409);
	}

	@Test
	void whatTheIntakeDoesNotTakeIsToldLater() throws Exception {
		service.intakeAnswers(503);
		String id = service.json(service.upload("o", "text/plain", "later", Map.of())).get("id").asString();
		service.await(id, "processed");
		assertThat(service.eventIds(id)).isEmpty();
		service.intakeAnswers(202);
		service.awaitEvent(id, "millrace.file.processed");
	}
}
