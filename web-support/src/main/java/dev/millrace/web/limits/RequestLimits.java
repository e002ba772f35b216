package dev.millrace.web.limits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * A token bucket a key, in the memory of this instance. Instances know nothing of each other: each grants its share of a
 * limit, so that the limit holds over all of them as evenly as the load balancer spreads a key's requests.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the header fields in which it is
 *      told</a>
 */
public final class RequestLimits {

	private final LimitSettings settings;
	private final TimeMeter meter;
	private final Cache<String, Limited> buckets;

	RequestLimits(LimitSettings settings, InstantSource clock) {
		this.settings = settings;
		this.meter = new Meter(clock);
		this.buckets = Caffeine.newBuilder().maximumSize(settings.keys()).executor(Runnable::run).build();
	}

	/**
	 * Takes one unit from a key's bucket, for a request of which no more is known yet.
	 *
	 * @param key its id
	 * @param own the limit that it was made with, which does not change
	 */
	public Allowance take(String key, Optional<RateLimit> own) {
		Limited limited = buckets.get(key, _ -> limited(own.orElseGet(settings::limit)));
		ConsumptionProbe probe = limited.bucket().tryConsumeAndReturnRemaining(1);
		return probe.isConsumed()
				? new Allowance(true, limited.limit(), probe.getRemainingTokens())
				: new Allowance(false, limited.limit(), limited.bucket().getAvailableTokens());
	}

	/**
	 * Takes more for a request that was granted, whether it is there or not: what is not there is owed, and no request is
	 * granted until it has flowed in. So work that was let in is never thrown away, and the limit holds in the long run.
	 *
	 * @param units that the request takes beyond its first, 1 or more
	 * @return what is left; nothing where the key's bucket was forgotten meanwhile, which begins anew as it does at any time
	 */
	public Optional<Allowance> takeMore(String key, long units) {
		return Optional.ofNullable(buckets.getIfPresent(key)).map(limited -> {
			limited.bucket().consumeIgnoringRateLimits(units);
			return new Allowance(true, limited.limit(), limited.bucket().getAvailableTokens());
		});
	}

	/** Keys that have a bucket. */
	long remembered() {
		buckets.cleanUp();
		return buckets.estimatedSize();
	}

	private Limited limited(RateLimit whole) {
		var share = whole.share(settings.instances());
		var bucket = Bucket.builder()
				.addLimit(limit -> limit.capacity(share.burst())
						.refillGreedy(share.refill(), share.period()))
				.withCustomTimePrecision(meter)
				.build();
		return new Limited(bucket, share);
	}

	private record Limited(Bucket bucket, RateLimit limit) {}

	/** The clock of the service, as the library reads it. */
	private record Meter(InstantSource clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			Instant now = clock.instant();
			return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}
	}
}
