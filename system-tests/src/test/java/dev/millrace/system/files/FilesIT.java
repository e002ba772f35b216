package dev.millrace.system.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real files and hostile ones, notices tripled and shuffled, the service killed every few seconds: in the end all stands as if nothing
 * had happened. 1,000 files with {@code -Dmillrace.files=1000}.
 */
class FilesIT {

	private static final int FILES = Integer.getInteger("millrace.files", 60);
	private static final long SEED = Long.getLong("millrace.seed", 11);
	private static final int KILLS = Math.max(3, FILES / 25);
	private static final int CLIENTS = 4;
	private static final Duration LONG = Duration.ofMinutes(5).plusSeconds(FILES);
	private static final List<String> FINAL = List.of("processed", "rejected", "failed", "unsupported");

	private static final String NAMES = "fire-";

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Ledger ledger = new Ledger();
	private final Client client = unlimited(new Client(platform));
	private final Uploads uploads = new Uploads(client);
	private final AtomicInteger redriven = new AtomicInteger();

	@Test
	void whateverDiesEachFileComesToItsEndAndIsToldOfOnce() throws Exception {
		try (var world = new World(platform, client)) {
			int kills;
			int heard;
			try (var gossip = new Gossip(platform, SEED); var killer = new Killer(platform, client, SEED, KILLS)) {
				send(world);
				ledger.accepted().forEach((id, entry) -> awaitEnd(world, id, entry));
				heard = gossip.heard();
				kills = killer.kills();
			}
			Awaitility.await("all notices are heard").atMost(LONG).until(() -> world.notices() == 0);
			ledger.accepted().forEach((id, entry) -> awaitEnd(world, id, entry));

			Awaitility.await().atMost(LONG).untilAsserted(() -> assertBucketHoldsWhatTheTableSays(world));
			var files = ours(world.files());
			assertAllStandAsTheModelSays(files);
			assertEachOutcomeIsToldOfOnce(world, files);
			assertThat(kills).as("kills").isPositive();
			report(files, heard, kills);
		}
	}

	private static Client unlimited(Client any) {
		var made = any.post("/v1/keys", "application/json", """
				{"name":"fire","scopes":["files:read","files:write","events:read"],
				"rateLimit":{"perSecond":100000,"burst":1000000}}""");
		return any.with(Client.json(made).get("key").asString());
	}

	private void send(World world) throws Exception {
		var samples = Samples.all();
		try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
			var sent = IntStream.range(0, FILES)
					.mapToObj(number -> clients
							.submit(() -> send(world, number, samples.get(number % samples.size()))))
					.toList();
			for (Future<?> one : sent) {
				one.get();
			}
		}
	}

	private void send(World world, int number, Sample sample) {
		String name = "%s%04d-%s".formatted(NAMES, number, sample.name());
		ledger.announced(name, sample);
		String id = number % 4 == 3
				? uploads.simple(name, sample)
				: uploads.bySlip(name, sample, number % 7 == 0, number % 2 == 0);
		boolean deleted = number % 12 == 5;
		boolean removed = number % 12 == 10;
		if (deleted) {
			uploads.delete(id);
		} else if (removed) {
			world.remove(id);
		}
		ledger.accepted(id, sample, deleted || removed);
	}

	/** What failed, because its worker was killed each time, is somebody's to redrive once the service is well. */
	private void awaitEnd(World world, String id, Ledger.Entry entry) {
		Awaitility.await(id + " " + entry)
				.atMost(LONG)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(300))
				.until(() -> {
					JsonNode file = world.file(id);
					if (file.path("status").asString("").equals("failed")) {
						redriven.incrementAndGet();
						world.redrive(id);
					}
					return entry.gone() ? file.path("code").asString("").equals("unknown-file")
							: entry.sample().isEndOf(file);
				});
	}

	private void assertAllStandAsTheModelSays(Map<String, JsonNode> files) {
		assertThat(files.keySet()).containsAll(ledger.accepted()
				.entrySet()
				.stream()
				.filter(one -> !one.getValue().gone())
				.map(Map.Entry::getKey)
				.toList());
		files.forEach((id, file) -> {
			var entry = ledger.accepted().get(id);
			assertThat(entry != null && entry.gone()).as("%s was deleted", id).isFalse();
			var sample = ledger.sampleOf(file.get("name").asString());
			// Of a request that was not answered before its sender was, so that its slip was never used.
			boolean abandoned = entry == null && file.get("status").asString().equals("uploading");
			assertThat(abandoned || sample.isEndOf(file)).as("%s must be %s", file, sample).isTrue();
		});
	}

	/** Other tests' files aside: nothing lies there that no row speaks of, and all that a row speaks of. */
	private static void assertBucketHoldsWhatTheTableSays(World world) {
		var all = world.files();
		var others = new HashSet<>(all.keySet());
		var ours = ours(all).values().stream().filter(FilesIT::isFinal).toList();
		others.removeAll(ours(all).keySet());
		assertThat(keys(world, "uploads/", others))
				.containsExactlyInAnyOrderElementsOf(ours.stream().map(file -> "uploads/" + id(file)).toList());
		// derivatives/ID/GENERATION/NAME: of one generation only, so each name once.
		assertThat(keys(world, "derivatives/", others).stream()
				.map(key -> key.replaceFirst("/[^/]+/([^/]+)$", "/$1"))
				.toList())
				.containsExactlyInAnyOrderElementsOf(ours.stream()
						.flatMap(file -> Sample.derivatives(file)
								.stream()
								.map(name -> "derivatives/" + id(file) + "/" + name))
						.toList());
	}

	private static List<String> keys(World world, String prefix, Set<String> others) {
		return world.keys(prefix).stream().filter(key -> others.stream().noneMatch(key::contains)).toList();
	}

	private static Map<String, JsonNode> ours(Map<String, JsonNode> files) {
		var ours = new TreeMap<>(files);
		ours.values().removeIf(file -> !file.get("name").asString().startsWith(NAMES));
		return ours;
	}

	private void assertEachOutcomeIsToldOfOnce(World world, Map<String, JsonNode> files) {
		var expected = new TreeMap<String, List<String>>();
		files.forEach((id, file) -> {
			if (isFinal(file)) {
				expected.put(id, told(file));
			}
		});
		Awaitility.await().atMost(LONG).untilAsserted(() -> {
			var events = world.events();
			assertThat(events.stream().map(FilesIT::id).toList()).doesNotHaveDuplicates();
			var stored = new TreeMap<String, List<String>>();
			for (JsonNode event : events) {
				stored.computeIfAbsent(event.get("subject").asString(), _ -> new ArrayList<>())
						.add(event.get("type").asString());
			}
			stored.values().forEach(types -> types.sort(null));
			stored.keySet().removeIf(id -> !files.containsKey(id));
			assertThat(stored).isEqualTo(expected);
		});
	}

	/** The types of the events about a file, in their order: one for each time that it came to an end. */
	private static List<String> told(JsonNode file) {
		return file.get("history")
				.valueStream()
				.map(step -> step.get("status").asString())
				.filter(FINAL::contains)
				.map(status -> "millrace.file." + (status.equals("unsupported") ? "processed" : status))
				.sorted()
				.toList();
	}

	private void report(Map<String, JsonNode> files, int heard, int kills) {
		var ends = new HashMap<>(files.values()
				.stream()
				.collect(Collectors.groupingBy(file -> file.get("status").asString(), Collectors.counting())));
		long outcomes = files.values().stream().filter(FilesIT::isFinal).mapToLong(file -> told(file).size()).sum();
		System.out.printf("%d files accepted, %d notices heard and told three times, %d kills%n",
				ledger.accepted().size(), heard, kills);
		System.out.printf("in the end %s, %d deleted; %d redriven after they had failed%n", new TreeMap<>(ends),
				ledger.accepted().values().stream().filter(Ledger.Entry::gone).count(), redriven.get());
		System.out.printf("%d outcomes of files that are there: events missing 0, stored once %d, twice 0%n", outcomes,
				outcomes);
	}

	private static boolean isFinal(JsonNode file) {
		return FINAL.contains(file.get("status").asString());
	}

	private static String id(JsonNode file) {
		return file.get("id").asString();
	}
}
