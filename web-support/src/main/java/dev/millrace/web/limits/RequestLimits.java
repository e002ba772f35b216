package dev.millrace.web.limits;

import java.time.Duration;
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
	 * Takes one request from a key's bucket.
	 *
	 * @param key its id
	 * @param own the limit that it was made with, which does not change
	 */
	public Allowance take(String key, Optional<RateLimit> own) {
		Limited limited = buckets.get(key, _ -> limited(own.orElseGet(settings::limit)));
		ConsumptionProbe probe = limited.bucket().tryConsumeAndReturnRemaining(1);
		long nanos = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
		return new Allowance(probe.isConsumed(), limited.limit(), probe.getRemainingTokens(),
				Duration.ofNanos(nanos));
	}

	/** Keys that have a bucket. */
	long remembered() {
		buckets.cleanUp();
		return buckets.estimatedSize();
	}

	private Limited limited(RateLimit whole) {
		var share = new RateLimit(Math.ceilDiv(whole.requestsPerSecond(), settings.instances()),
				Math.ceilDiv(whole.burst(), settings.instances()));
		var bucket = Bucket.builder()
				.addLimit(limit -> limit.capacity(share.burst())
						.refillGreedy(share.requestsPerSecond(), Duration.ofSeconds(1)))
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
