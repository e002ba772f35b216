package dev.millrace.cloud.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import dev.millrace.cloud.s3.protocol.S3Error;

/**
 * A request whose body must have the SHA-256 that its header names. It breaks off before its last byte where it has not, so
 * that whoever reads it never has the whole.
 */
final class BodyDigest extends Request.Wrapper {
	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	private final String expected;
	private final MessageDigest digest = sha256();
	private long read;
	private Content.@Nullable Chunk failure;

	private BodyDigest(Request request, String expected) {
		super(request);
		this.expected = expected;
	}

	/** The request itself where nothing is to be checked: a body in signed pieces has checksums of its own. */
	static Request checked(Request request) {
		var header = request.getHeaders().get("x-amz-content-sha256");
		return header != null && HEX.matcher(header).matches() ? new BodyDigest(request, header) : request;
	}

	@Override
	public Content.@Nullable Chunk read() {
		if (failure != null) {
			return failure;
		}
		var chunk = super.read();
		if (chunk == null || Content.Chunk.isFailure(chunk)) {
			return chunk;
		}
		read += chunk.remaining();
		digest.update(chunk.getByteBuffer().slice());
		boolean whole = chunk.isLast() || read == getLength();
		return whole && !isExpected() ? broken(chunk) : chunk;
	}

	private boolean isExpected() {
		try {
			var soFar = (MessageDigest) digest.clone();
			return HexFormat.of().formatHex(soFar.digest()).equals(expected);
		} catch (CloneNotSupportedException e) {
			throw new IllegalStateException("every JDK's SHA-256 can be cloned", e);
		}
	}

	private Content.Chunk broken(Content.Chunk chunk) {
		chunk.release();
		var mismatch = Content.Chunk.from(new S3Error(400, "XAmzContentSHA256Mismatch",
				"The provided 'x-amz-content-sha256' header does not match what was computed."));
		failure = mismatch;
		return mismatch;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
