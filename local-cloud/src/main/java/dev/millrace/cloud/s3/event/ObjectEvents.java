package dev.millrace.cloud.s3.event;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes of objects into events. An intent lies on disk before the object changes, so that a kill at any moment
 * leaves either no change or an event that is told at the next start: at least once, as S3 itself has it.
 */
public final class ObjectEvents {
	/** Keys that the engine keeps for itself. */
	private static final String OF_THE_ENGINE = ".s3proxy-";

	private final Outbox outbox;
	private final Function<String, Rules> rules;
	private final Consumer<String> forget;
	private final Delivery delivery;
	private final InstantSource clock;
	private final Sequencer sequencer;

	/**
	 * Tells nothing yet.
	 *
	 * @param rules of each bucket, by name
	 * @param forget what else is known of a bucket that goes
	 */
	ObjectEvents(Outbox outbox, Function<String, Rules> rules, Consumer<String> forget, Delivery delivery,
			InstantSource clock) {
		this.outbox = outbox;
		this.rules = rules;
		this.forget = forget;
		this.delivery = delivery;
		this.clock = clock;
		this.sequencer = new Sequencer(clock);
	}

	/** To be called before an object changes. */
	public Intent intend(String bucket, String key, EventName name) {
		if (key.startsWith(OF_THE_ENGINE) || rules.apply(bucket).rules().isEmpty()) {
			return new Intent(bucket, key, name, null);
		}
		return new Intent(bucket, key, name, outbox.intent(sequencer.next(), new Outbox.Intended(bucket, key, name)));
	}

	/** To be called when a bucket is gone: one that is made anew under its name knows nothing of it. */
	public void forget(String bucket) {
		forget.accept(bucket);
	}

	/** Tells what a kill has kept from being told, as far as the objects bear it out. */
	void recover(BlobStore objects) {
		for (var file : outbox.intents()) {
			var intended = outbox.intended(file);
			var intent = new Intent(intended.bucket(), intended.key(), intended.name(), file);
			boolean exists = objects.containerExists(intended.bucket())
					&& objects.blobExists(intended.bucket(), intended.key());
			if (exists != intended.name().isCreation()) {
				intent.withdraw();
			} else {
				intent.happened(exists
						? Change.of(objects.blobMetadata(intended.bucket(), intended.key()))
						: Change.removal(false, null));
			}
		}
		outbox.events().forEach(delivery::add);
	}

	/** A change that is about to happen, until it is said whether it has. */
	public final class Intent {
		private final String bucket;
		private final String key;
		private final EventName name;
		private final @Nullable Path file;

		private Intent(String bucket, String key, EventName name, @Nullable Path file) {
			this.bucket = bucket;
			this.key = key;
			this.name = name;
			this.file = file;
		}

		public void happened(Change change) {
			if (file == null) {
				return;
			}
			var named = change.deleteMarker() ? EventName.DELETE_MARKER_CREATED : name;
			var number = sequencer.next();
			var matching = rules.apply(bucket).matching(named, key);
			for (int i = 0; i < matching.size(); i++) {
				var rule = matching.get(i);
				var body = EventBody.of(bucket, key, named, rule.id(), clock.instant(), number, change);
				delivery.add(outbox.event(number, i, new Outbox.Message(rule.queue(), body)));
			}
			outbox.delete(file);
		}

		public void withdraw() {
			if (file != null) {
				outbox.delete(file);
			}
		}
	}
}
