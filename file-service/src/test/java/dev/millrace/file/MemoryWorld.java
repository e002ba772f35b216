package dev.millrace.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.springframework.util.unit.DataSize;

import dev.millrace.inspection.Inspector;

/** Table, bucket and queues in memory, with a clock that is moved by hand. */
public final class MemoryWorld implements InstantSource {

	private static final Instant BEGINNING = Instant.parse("2026-11-20T08:00:00Z");

	/** What the bucket was told to bring, as {@code id sequencer}. */
	public final List<String> brought = new ArrayList<>();
	/** Uploads in parts that were given up. */
	public final List<String> aborted = new ArrayList<>();
	/** Outcomes that were told. */
	public final List<String> told = Collections.synchronizedList(new ArrayList<>());
	/** What the intake answers. */
	public Supplier<Telling> intake = Telling.Taken::new;
	/** Dead letters of events that were refused, as they were sent. */
	public final List<String> letters = new ArrayList<>();
	/** How often a row was read, and how often the bucket was asked for an object. */
	public int reads;
	/** Rows, by id. */
	public final NavigableMap<String, StoredFile> rows = new ConcurrentSkipListMap<>();
	/** Objects, by key. */
	public final Map<String, Objects.Found> objects = new ConcurrentSkipListMap<>();
	/** Where walks stopped. */
	public final Map<String, String> places = new LinkedHashMap<>();
	/** Pages of objects that were listed, by the place behind which they began. */
	public final List<String> listed = new ArrayList<>();
	/** How many more pages of objects there are before the bucket stops to answer. */
	public int pagesLeft = Integer.MAX_VALUE;

	private final Random random = new Random(1);
	private final FileStore store = new Rows();
	private Instant now = BEGINNING;

	@Override
	public Instant instant() {
		return now;
	}

	/** Time goes by. */
	public void pass(Duration time) {
		now = now.plus(time);
	}

	/** Another id, made now. */
	public String id() {
		return Ids.next(now, random);
	}

	/** A row, as it was written. */
	public StoredFile row(StoredFile file) {
		return store().put(file).orElseThrow();
	}

	/** A row whose content is to come within the hour. */
	public StoredFile uploading(Optional<Upload.Multipart> multipart) {
		return row(StoredFile.opened(id(), new Upload("a", "text/plain", 1, Optional.empty(), Map.of(), "key",
				now.plus(Duration.ofHours(1)), multipart), now));
	}

	/** A row that somebody works on. */
	public StoredFile processing() {
		var opened = uploading(Optional.empty());
		var notice = new Notice("m", true, opened.id(),
				Generation.told(new Sequencer("1A"), Optional.empty(), 1, Optional.empty()));
		return row(((Reception.Claimed) opened.received(notice, 3, now)).next());
	}

	/** An object, written now. */
	public void object(String key) {
		objects.put(key, new Objects.Found(key, 1, now, Optional.of("sum")));
	}

	/** What duties are done with. */
	public Duties duties() {
		return new Duties(store(), bucket(), slips(), deadLetters(), (_, outcome) -> {
			told.add(outcome.id());
			return intake.get();
		});
	}

	/** The settings' defaults. */
	public static FileSettings settings(Path workspace) {
		return new FileSettings(DataSize.ofGigabytes(5), DataSize.ofMegabytes(100), DataSize.ofMegabytes(16),
				Duration.ofHours(24), Duration.ofMinutes(15), 3, DataSize.ofMegabytes(32), 1, workspace,
				DataSize.ofGigabytes(8));
	}

	/** What looks into files, with that inspector, which finds the key of an object as its content. */
	public Processing processing(Inspector inspector, Path workspace) {
		var settings = settings(workspace);
		var examination = new Examination(store(), bucket(), inspector, new Findings(bucket(), Optional.empty()),
				duties(), new Workspaces(workspace, settings.workspaceSize().toBytes()), settings, this);
		return new Processing(store(), bucket(), examination, duties(), settings, this);
	}

	/** What clients ask. */
	public Intake intake() {
		return new Intake(store(), bucket(), slips(), notices(), duties(), settings(Path.of("none")), this, random);
	}

	private DeadLetters deadLetters() {
		return new DeadLetters() {
			@Override
			public void add(StoredFile file) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void add(StoredFile file, Telling.Refused refused) {
				letters.add(refused.event());
			}
		};
	}

	/** What brings notices. */
	public Notices notices() {
		return notices((file, generation) -> brought.add(file + " " + generation.sequencer().digits()));
	}

	/** What does that with notices. */
	public static Notices notices(BiConsumer<String, Generation> bring) {
		return new Notices() {
			@Override
			public String name() {
				return "the world's";
			}

			@Override
			public void bring(String file, Generation generation) {
				bring.accept(file, generation);
			}
		};
	}

	/** The table. */
	public FileStore store() {
		return store;
	}

	/** The bucket. */
	public Objects bucket() {
		return new Bucket();
	}

	private Slips slips() {
		return new Slips() {
			@Override
			public String begin(String file, String contentType) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Form form(StoredFile file) {
				throw new UnsupportedOperationException();
			}

			@Override
			public URI part(StoredFile file, Upload.Multipart multipart, int number) {
				throw new UnsupportedOperationException();
			}

			@Override
			public List<Part> parts(StoredFile file, Upload.Multipart multipart) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void complete(StoredFile file, Upload.Multipart multipart, List<Part> parts) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void abort(String file, Upload.Multipart multipart) {
				aborted.add(multipart.id());
			}
		};
	}

	private final class Rows implements FileStore {

		@Override
		public Optional<StoredFile> find(String id) {
			reads++;
			return Optional.ofNullable(rows.get(id));
		}

		@Override
		public synchronized Optional<StoredFile> put(StoredFile next) {
			long revision = Optional.ofNullable(rows.get(next.id())).map(StoredFile::revision).orElse(0L);
			if (revision != next.revision()) {
				return Optional.empty();
			}
			var written = next.written();
			rows.put(next.id(), written);
			return Optional.of(written);
		}

		@Override
		public boolean erase(StoredFile file) {
			return rows.remove(file.id()) != null;
		}

		@Override
		public Page list(Filter filter, Optional<String> after, int limit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<String> withDuties(Optional<String> from, int most) {
			return rows.tailMap(from.orElse(""), true)
					.values()
					.stream()
					.filter(StoredFile::owes)
					.map(StoredFile::id)
					.limit(most)
					.toList();
		}

		@Override
		public List<String> madeBefore(FileStatus status, Optional<String> from, Instant then, int most) {
			return rows.tailMap(from.orElse(""), true)
					.values()
					.stream()
					.filter(file -> file.status() == status && file.id().compareTo(Ids.floor(then)) < 0)
					.map(StoredFile::id)
					.limit(most)
					.toList();
		}

		@Override
		public Page sweep(Optional<String> after, int limit) {
			var rest = rows.values().stream().filter(file -> file.id().compareTo(after.orElse("")) > 0).toList();
			var page = rest.subList(0, Math.min(limit, rest.size()));
			return new Page(List.copyOf(page),
					page.size() == rest.size() ? Optional.empty() : Optional.of(page.getLast().id()));
		}

		@Override
		public Optional<String> place(String walk) {
			return Optional.ofNullable(places.get(walk));
		}

		@Override
		public void keepPlace(String walk, Optional<String> place) {
			place.ifPresentOrElse(text -> places.put(walk, text), () -> places.remove(walk));
		}
	}

	private final class Bucket implements Objects {

		@Override
		public Optional<Found> look(String key) {
			reads++;
			return Optional.ofNullable(objects.get(key));
		}

		@Override
		public Fetched fetch(String key, Optional<String> version, Path to) {
			try {
				Files.writeString(to, key);
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			return look(key).<Fetched>map(found -> new Fetched.Here(found.bytes(), "")).orElseGet(Fetched.Gone::new);
		}

		@Override
		public void put(String key, String mediaType, Path content, Optional<String> sha256) {
			object(key);
		}

		@Override
		public void delete(String key) {
			objects.remove(key);
		}

		@Override
		public Listing list(String prefix, Optional<String> after, int limit) {
			if (pagesLeft-- == 0) {
				throw new Unavailable("The bucket does not answer", null);
			}
			listed.add(prefix + after.orElse(""));
			var rest = objects.values()
					.stream()
					.filter(found -> found.key().startsWith(prefix) && found.key().compareTo(after.orElse("")) > 0)
					.toList();
			var page = rest.subList(0, Math.min(limit, rest.size()));
			return new Listing(List.copyOf(page),
					page.size() == rest.size() ? Optional.empty() : Optional.of(page.getLast().key()));
		}
	}
}
