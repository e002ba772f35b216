package dev.millrace.web.problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** What a client still sends of a request that is refused: reading it lets the client see the answer, which a closed connection may take away. */
final class RestOfBody implements ApplicationBufferHandler {

	/** Long enough for whoever sends as fast as a connection does. */
	private static final Duration MOST_TIME = Duration.ofSeconds(5);
	private static final long MOST_BYTES = 32L << 20;

	private final Request request;
	private @Nullable ByteBuffer bytes;

	RestOfBody(Request request) {
		this.request = request;
	}

	boolean isRead() {
		var read = new AtomicBoolean();
		request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return read.get();
	}

	/** Whether it came to its end; a client that waits to be told to send does not send it. */
	boolean read() {
		long begun = System.nanoTime();
		long most = MOST_BYTES;
		try {
			while (!request.hasExpectation()) {
				int read = request.doRead(this);
				if (read < 0) {
					return true;
				}
				most -= read;
				if (most < 0 || System.nanoTime() - begun > MOST_TIME.toNanos()) {
					return false;
				}
			}
		} catch (IOException _) {
			// It is gone, or says nothing for as long as a client may.
		}
		return false;
	}

	/** Then the connection is closed. */
	void leave() {
		request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
	}

	@Override
	public void setByteBuffer(ByteBuffer buffer) {
		bytes = buffer;
	}

	@Override
	public @Nullable ByteBuffer getByteBuffer() {
		return bytes;
	}

	@Override
	public void expand(int size) {}
}
