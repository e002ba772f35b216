package dev.millrace.cloud.kinesis.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORMapper;

/** The two formats that Kinesis speaks: the SDK for Java uses CBOR, most others JSON. They differ in bytes and in times. */
enum Wire {
	JSON("application/x-amz-json-1.1",
			new JsonMapper(JsonFactory.builder().streamReadConstraints(Sizes.LIMITS).build())) {
		@Override
		void writeTime(JsonGenerator to, Instant time) {
			to.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
		}

		@Override
		Instant readTime(JsonNode number) {
			return ofSeconds(number);
		}
	},
	CBOR("application/x-amz-cbor-1.1",
			new CBORMapper(CBORFactory.builder().streamReadConstraints(Sizes.LIMITS).build())) {
		@Override
		void writeTime(JsonGenerator to, Instant time) {
			((CBORGenerator) to).writeTag(EPOCH_TAG);
			to.writeNumber(time.toEpochMilli());
		}

		@Override
		Instant readTime(JsonNode number) {
			return number.isIntegralNumber() ? Instant.ofEpochMilli(number.asLong()) : ofSeconds(number);
		}
	};

	/** Standard CBOR means seconds by it; AWS means milliseconds. */
	private static final int EPOCH_TAG = 1;

	private final String contentType;
	// A mapper never changes once it is built, though its type does not say so.
	@SuppressWarnings("ImmutableEnumChecker")
	private final ObjectMapper mapper;

	Wire(String contentType, ObjectMapper mapper) {
		this.contentType = contentType;
		this.mapper = mapper;
	}

	static Optional<Wire> ofContentType(String header) {
		return Arrays.stream(values()).filter(wire -> header.startsWith(wire.contentType)).findAny();
	}

	String contentType() {
		return contentType;
	}

	ObjectMapper mapper() {
		return mapper;
	}

	abstract void writeTime(JsonGenerator to, Instant time);

	abstract Instant readTime(JsonNode number);

	private static Instant ofSeconds(JsonNode number) {
		return Instant.ofEpochMilli(number.decimalValue().movePointRight(3).longValue());
	}

	private static final class Sizes {
		/** The largest PutRecords request, 10 MiB, as base64, with room for all else. */
		static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxDocumentLength(20 << 20).build();
	}
}
