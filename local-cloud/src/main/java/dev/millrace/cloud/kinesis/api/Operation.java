package dev.millrace.cloud.kinesis.api;

import java.io.IOException;

import tools.jackson.core.JsonParser;

/** One operation of Kinesis: a request's body in, a reply out, or a KinesisException. */
interface Operation {
	Reply call(Wire wire, JsonParser body) throws IOException;

	/** An operation whose requests are small enough to be looked at as a whole. */
	static Operation small(Small operation) {
		return (wire, body) -> operation.call(Input.read(wire, body));
	}

	interface Small {
		Reply call(Input in) throws IOException;
	}
}
