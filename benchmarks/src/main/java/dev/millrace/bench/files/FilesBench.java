package dev.millrace.bench.files;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Kind;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.direct.Readers;

/** A running platform: how long a small picture takes when nothing else is to do, and how many files a second it brings to their end. */
final class FilesBench {

	private static final int CONNECTIONS = 4;
	private static final int CORES = 2;
	private static final int FIRST = 20;
	private static final Duration OFTEN = Duration.ofMillis(5);
	/** While many are on their way: short beside the whole, and few looks. */
	private static final Duration SELDOM = Duration.ofMillis(500);

	private final List<Material> mixed;
	private final Client client;

	private FilesBench(Path repository, Client client) throws Exception {
		this.mixed = List.of(Material.of(repository, "ffox.png", "image/png", Kind.IMAGE),
				Material.of(repository, "photo-with-gps.jpg", "image/jpeg", Kind.IMAGE),
				Material.of(repository, "four-pages.pdf", "application/pdf", Kind.DOCUMENT),
				Material.of(repository, "cars.json", "application/json", Kind.DATA),
				Material.of(repository, "seattle-weather.csv", "text/csv", Kind.DATA));
		this.client = client;
	}

	/** A file to send. */
	record Material(Path file, String mediaType, Kind kind) {

		static Material of(Path repository, String name, String mediaType, Kind kind) {
			return new Material(repository.resolve("file-inspection/src/test/resources").resolve(name), mediaType,
					kind);
		}
	}

	/** Takes the front door, a key, the repository's folder, and how many files. */
	public static void main(String[] args) throws Exception {
		var bench = new FilesBench(Path.of(args[2]), new Client(URI.create(args[0]), args[1]));
		int files = Integer.parseInt(args[3]);
		bench.idle(Math.max(FIRST, files / 5));
		bench.throughput(files);
	}

	/** One after the other, from the bucket's answer to the status that a client sees. */
	private void idle(int rounds) throws Exception {
		var times = new ArrayList<Long>();
		for (int i = 0; i < rounds + FIRST; i++) {
			var slip = client.open(mixed.getFirst());
			client.send(slip, mixed.getFirst());
			long begin = System.nanoTime();
			client.awaitEnd(slip.get("id").asString(), OFTEN);
			if (i >= FIRST) {
				times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
			}
		}
		times.sort(null);
		System.out.printf("small PNG, idle, upload done to processed: p50 %d ms, p99 %d ms, of %d%n",
				times.get(times.size() / 2), times.get(times.size() * 99 / 100), times.size());
	}

	private void throughput(int files) throws Exception {
		many(files / 4);
		double through = many(files);
		direct(files / 4);
		double direct = direct(files);
		System.out.printf("mixed small files: %.1f/s through the platform, %.1f/s by the libraries alone, ratio %.2f%n",
				through, direct, through / direct);
	}

	private double many(int files) throws Exception {
		try (var connections = Executors.newFixedThreadPool(CONNECTIONS)) {
			long begin = System.nanoTime();
			var ids = all(connections, files, number -> client.upload(mixed.get(number % mixed.size())));
			for (String id : ids) {
				client.awaitEnd(id, SELDOM);
			}
			return rate(files, begin);
		}
	}

	private double direct(int files) throws Exception {
		var readers = new Readers(Budgets.DEFAULTS);
		var workspace = new Workspace(Files.createTempDirectory("files-bench"));
		try (var cores = Executors.newFixedThreadPool(CORES)) {
			long begin = System.nanoTime();
			all(cores, files, number -> {
				var file = mixed.get(number % mixed.size());
				var own = new Workspace(Files.createTempDirectory(workspace.directory(), "file"));
				return readers.read(file.file(), file.mediaType(), file.kind(), own);
			});
			return rate(files, begin);
		}
	}

	private interface Work<T> {
		T of(int number) throws Exception;
	}

	private static <T> List<T> all(ExecutorService threads, int files, Work<T> work) throws Exception {
		var tasks = new ArrayList<Callable<T>>();
		for (int i = 0; i < files; i++) {
			int number = i;
			tasks.add(() -> work.of(number));
		}
		var results = new ArrayList<T>();
		for (Future<T> result : threads.invokeAll(tasks)) {
			results.add(result.get());
		}
		return results;
	}

	private static double rate(int files, long begin) {
		return files / ((System.nanoTime() - begin) / 1e9);
	}
}
