package dev.millrace.web.telemetry;

import java.util.Locale;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AmazonTraceHeaderTests {

	private static final String TRACE = "67891233abcdef012345678912345678";
	private static final String ROOT = "Root=1-67891233-abcdef012345678912345678";

	@Test
	void takesUpTheTraceThatALoadBalancerBegan() {
		assertThat(extract(1, ROOT)).satisfies(span -> {
			assertThat(span.getTraceId()).isEqualTo(TRACE);
			assertThat(span.isSampled()).isTrue();
			assertThat(span.isRemote()).isTrue();
		});
		assertThat(extract(0, ROOT)).satisfies(span -> {
			assertThat(span.getTraceId()).isEqualTo(TRACE);
			assertThat(span.isSampled()).isFalse();
		});
		assertThat(extract(1, "Self=1-67891234-12456789abcdef012345678a;" + ROOT + ";CalledFrom=app").getTraceId())
				.isEqualTo(TRACE);
	}

	@Test
	void leavesWhatAServiceDecidedAsItIs() {
		assertThat(extract(1, ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0")).satisfies(span -> {
			assertThat(span.getTraceId()).isEqualTo(TRACE);
			assertThat(span.getSpanId()).isEqualTo("53995c3f42cd8ad8");
			assertThat(span.isSampled()).isFalse();
		});
	}

	@Test
	void takesNothingFromWhatIsBroken() {
		for (String header : new String[]{"", "Root", "Root=1-6789-abc", "Root=1-67891233-ABCDEF012345678912345678",
				"Root=2-67891233-abcdef012345678912345678", ";;;", "Parent=53995c3f42cd8ad8;Sampled=1"}) {
			assertThat(extract(1, header).isValid()).as(header).isFalse();
		}
	}

	@Test
	void yieldsToTheW3cHeader() {
		var known = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
				TraceFlags.getSampled(), TraceState.getDefault());

		assertThat(extract(Context.root().with(Span.wrap(known)), 1, ROOT)).isEqualTo(known);
	}

	private static SpanContext extract(double share, String header) {
		return extract(Context.root(), share, header);
	}

	private static SpanContext extract(Context context, double share, String header) {
		return Span.fromContext(
				new AmazonTraceHeader(share).extract(context, Map.of("x-amzn-trace-id", header), new Headers()))
				.getSpanContext();
	}

	private static final class Headers implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> headers) {
			return headers.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> headers, String name) {
			return headers == null ? null : headers.get(name.toLowerCase(Locale.ROOT));
		}
	}
}
