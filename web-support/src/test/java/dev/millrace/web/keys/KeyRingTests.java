package dev.millrace.web.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyRingTests {

	private static final Random RANDOM = new Random(1);
	private static final KeySettings SETTINGS = new KeySettings(null, Duration.ofSeconds(20), Duration.ofSeconds(10),
			Duration.ofMinutes(5), 100);

	private final SteppedClock clock = new SteppedClock();
	private final Table table = new Table();
	private final ApiKey key = ApiKey.random(RANDOM);
	private final KeyRing ring = ring();

	private KeyRing ring() {
		return new KeyRing(Optional.empty(), new KeyCache(table, SETTINGS, clock), clock);
	}

	@Test
	void knowsAGoodKeyAndWhoseItIs() {
		table.put(stored(key));
		assertThat(ring.judge(key)).isInstanceOfSatisfying(Verdict.Good.class,
				good -> assertThat(good.key().caller().name()).isEqualTo("name"));
	}

	@Test
	void tellsAWrongSecretFromNothing() {
		table.put(stored(key));
		var other = ApiKey.parse("mr_" + key.id() + "_" + "0".repeat(64)).orElseThrow();
		assertThat(code(other)).isEqualTo("invalid-key");
		assertThat(code(ApiKey.random(RANDOM))).isEqualTo("invalid-key");
	}

	@Test
	void saysThatAKeyIsRevokedToItsOwnerAlone() {
		table.put(revoked(stored(key)));
		assertThat(code(key)).isEqualTo("revoked-key");
		var other = ApiKey.parse("mr_" + key.id() + "_" + "0".repeat(64)).orElseThrow();
		assertThat(code(other)).isEqualTo("invalid-key");
	}

	@Test
	void refusesAKeyFromTheInstantAtWhichItExpires() {
		table.put(expiring(stored(key), clock.instant().plusSeconds(5)));
		clock.pass(Duration.ofMillis(4999));
		assertThat(ring.judge(key)).isInstanceOf(Verdict.Good.class);
		clock.pass(Duration.ofMillis(1));
		assertThat(code(key)).isEqualTo("expired-key");
	}

	@Test
	void aRevocationTakesEffectInLessThanThirtySeconds() {
		table.put(stored(key));
		ring.judge(key);
		table.put(revoked(stored(key)));
		assertThat(ring.judge(key)).as("remembered").isInstanceOf(Verdict.Good.class);
		clock.pass(Duration.ofSeconds(20));
		assertThat(code(key)).isEqualTo("revoked-key");
	}

	@Test
	void aRevocationTakesEffectInLessThanThirtySecondsWhileAReadHangs() throws Exception {
		table.put(stored(key));
		ring.judge(key);
		clock.pass(Duration.ofSeconds(20));
		table.hang();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var first = threads.submit(() -> ring.judge(key));
			table.awaitAsked();
			assertThat(ring.judge(key)).as("others go on meanwhile").isInstanceOf(Verdict.Good.class);
			clock.pass(Duration.ofSeconds(5));
			var late = threads.submit(() -> code(key));
			table.put(revoked(stored(key)));
			table.goOn();
			assertThat(first.get(10, TimeUnit.SECONDS)).isNotInstanceOf(Verdict.Good.class);
			assertThat(late.get(10, TimeUnit.SECONDS)).as("waits rather than go on").isEqualTo("revoked-key");
		}
	}

	@Test
	void forgetsAtOnceWhatItIsToldToForget() {
		table.put(stored(key));
		ring.judge(key);
		table.put(revoked(stored(key)));
		ring.forget(key.id());
		assertThat(code(key)).isEqualTo("revoked-key");
	}

	@Test
	void asksTheTableOnceForManyRequests() {
		table.put(stored(key));
		for (int i = 0; i < 100; i++) {
			ring.judge(key);
			ring.judge(ApiKey.parse("mr_0123456789abcdef_" + "0".repeat(64)).orElseThrow());
		}
		assertThat(table.asked).isEqualTo(2);
	}

	@Test
	void learnsOfANewKeyWhenItsUnknownIdIsForgotten() {
		assertThat(code(key)).isEqualTo("invalid-key");
		table.put(stored(key));
		clock.pass(Duration.ofSeconds(10));
		assertThat(ring.judge(key)).isInstanceOf(Verdict.Good.class);
	}

	@Test
	void ofAKeyThatItDoesNotKnowNothingIsSaidWhileTheTableIsAway() {
		table.put(stored(key));
		table.down = true;
		assertThatThrownBy(() -> ring.judge(key)).isInstanceOf(KeysUnavailable.class);
		table.down = false;
		assertThat(ring.judge(key)).isInstanceOf(Verdict.Good.class);
	}

	@Test
	void anIdThatWasUnknownIsNotRefusedWhileTheTableIsAway() {
		assertThat(code(key)).isEqualTo("invalid-key");
		table.down = true;
		clock.pass(Duration.ofSeconds(10));
		assertThatThrownBy(() -> ring.judge(key)).isInstanceOf(KeysUnavailable.class);
	}

	@Test
	void aKnownKeyCountsOnWhileTheTableIsAwayButNotForLong() {
		table.put(stored(key));
		ring.judge(key);
		table.down = true;
		for (int second = 0; second < 300; second++) {
			assertThat(ring.judge(key)).as("after %d s", second).isInstanceOf(Verdict.Good.class);
			clock.pass(Duration.ofSeconds(1));
		}
		assertThatThrownBy(() -> ring.judge(key)).isInstanceOf(KeysUnavailable.class);
		assertThat(table.asked).as("a try every five seconds").isBetween(50, 70);
	}

	@Test
	void aSecretIsCheckedOnWhileTheTableIsAway() {
		table.put(stored(key));
		ring.judge(key);
		table.down = true;
		clock.pass(Duration.ofSeconds(60));
		assertThat(code(ApiKey.parse("mr_" + key.id() + "_" + "0".repeat(64)).orElseThrow())).isEqualTo("invalid-key");
	}

	@Test
	void idsAtRandomPushOutNoKey() {
		table.put(stored(key));
		ring.judge(key);
		for (int i = 0; i < 1000; i++) {
			ring.judge(ApiKey.random(RANDOM));
		}
		int asked = table.asked;
		ring.judge(key);
		assertThat(table.asked).isEqualTo(asked);
	}

	@Test
	void theBootstrapKeyNeedsNoTable() {
		table.down = true;
		var withOne = new KeyRing(Optional.of(stored(key)), new KeyCache(table, SETTINGS, clock), clock);
		assertThat(withOne.judge(key)).isInstanceOf(Verdict.Good.class);
		assertThat(withOne.isBootstrap(key.id())).isTrue();
	}

	private String code(ApiKey shown) {
		return ring.judge(shown) instanceof Verdict.Bad(var code, _) ? code : "good";
	}

	private StoredKey stored(ApiKey of) {
		return new StoredKey(of.id(), of.hash(), "name", Set.of(Scope.EVENTS_WRITE), Optional.empty(), List.of(),
				Optional.empty(), Instant.EPOCH, Optional.empty(), Optional.empty());
	}

	private StoredKey revoked(StoredKey before) {
		return new StoredKey(before.id(), before.hash(), before.name(), before.scopes(), before.defaultSource(),
				before.types(), before.rateLimit(), before.createdAt(), before.expiresAt(),
				Optional.of(clock.instant()));
	}

	private static StoredKey expiring(StoredKey before, Instant at) {
		return new StoredKey(before.id(), before.hash(), before.name(), before.scopes(), before.defaultSource(),
				before.types(), before.rateLimit(), before.createdAt(), Optional.of(at), before.revokedAt());
	}

	/** A table that counts its reads, and that can be away or slow. */
	private static final class Table implements KeyLookup {

		private final Map<String, StoredKey> keys = new HashMap<>();
		private volatile CountDownLatch hanging = new CountDownLatch(0);
		private final CountDownLatch wasAsked = new CountDownLatch(1);
		private boolean down;
		private int asked;

		@Override
		public Optional<StoredKey> find(String id) {
			asked++;
			if (down) {
				throw new KeysUnavailable("away", new IllegalStateException());
			}
			if (hanging.getCount() > 0) {
				wasAsked.countDown();
				awaitQuietly(hanging);
			}
			return Optional.ofNullable(keys.get(id));
		}

		void put(StoredKey key) {
			keys.put(key.id(), key);
		}

		void hang() {
			hanging = new CountDownLatch(1);
		}

		void goOn() {
			hanging.countDown();
		}

		void awaitAsked() {
			awaitQuietly(wasAsked);
		}

		private static void awaitQuietly(CountDownLatch latch) {
			try {
				assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
	}
}
