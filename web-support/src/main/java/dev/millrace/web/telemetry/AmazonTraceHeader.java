package dev.millrace.web.telemetry;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Amzn-Trace-Id}, where no W3C header says more. A load balancer names only a trace there ({@code Root=...}), and no span: it
 * has none. The library takes such a header for none, so that it is completed first, by a parent that nobody has, and by whether the trace is
 * one of those to be seen, which nobody has decided yet.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html">request tracing</a>
 */
final class AmazonTraceHeader implements TextMapPropagator {

	private static final String HEADER = "X-Amzn-Trace-Id";
	private static final Pattern ROOT = Pattern
			.compile("(?:.*;)?\\s*Root=1-(?<time>[0-9a-f]{8})-(?<random>[0-9a-f]{24})(?:;.*)?");
	private static final Pattern PARENT = Pattern.compile("(?:.*;)?\\s*Parent=.*");
	private static final int SPAN_DIGITS = 16;

	private final TextMapPropagator library = AwsXrayPropagator.getInstance();
	private final Sampler undecided;

	/** @param share of the traces that nobody has decided on which are seen, 0 to 1 */
	AmazonTraceHeader(double share) {
		this.undecided = Sampler.traceIdRatioBased(share);
	}

	@Override
	public Collection<String> fields() {
		return List.of(HEADER);
	}

	/** Nothing: what goes on from here goes by the W3C's. */
	@Override
	public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {}

	@Override
	public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
		String header = carrier == null ? null : getter.get(carrier, HEADER);
		return header == null || Span.fromContext(context).getSpanContext().isValid()
				? context
				: library.extract(context, complete(header), Header.GETTER);
	}

	private String complete(String header) {
		Matcher root = ROOT.matcher(header);
		return !root.matches() || PARENT.matcher(header).matches()
				? header
				: completed(root.group("time"), root.group("random"));
	}

	private String completed(String time, String random) {
		boolean seen = undecided
				.shouldSample(Context.root(), time + random, "", SpanKind.SERVER, Attributes.empty(), List.of())
				.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
		return "Root=1-%s-%s;Parent=%s;Sampled=%d".formatted(time, random,
				random.substring(random.length() - SPAN_DIGITS), seen ? 1 : 0);
	}

	/** The one header, as the library asks for it. */
	private enum Header implements TextMapGetter<String> {
		GETTER;

		@Override
		public Iterable<String> keys(String header) {
			return List.of(HEADER);
		}

		@Override
		public @Nullable String get(@Nullable String header, String key) {
			return HEADER.equalsIgnoreCase(key) ? header : null;
		}
	}
}
