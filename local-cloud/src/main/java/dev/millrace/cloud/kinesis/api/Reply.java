package dev.millrace.cloud.kinesis.api;

import java.io.IOException;

/** What an operation answers, written only once it is known to be an answer; everything can still be refused before that. */
interface Reply {
	/** Operations with nothing to say answer with an empty body. */
	Reply EMPTY = _ -> {};

	void writeTo(ReplyWriter out) throws IOException;
}
