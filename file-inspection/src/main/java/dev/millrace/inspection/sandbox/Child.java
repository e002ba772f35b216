package dev.millrace.inspection.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;

import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.direct.Readers;

/** The program of a child: reads one file after the other as it is told, until the pipe ends, which it does when the parent dies. */
public final class Child {

	private Child() {}

	/** Speaks on the pipes that it was born with. */
	public static void main(String[] args) throws IOException {
		var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
		var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
		// What a library prints must not get between the frames.
		System.setOut(System.err);
		var begin = Frames.read(in, Wire.Begin.class);
		if (begin.isEmpty()) {
			return;
		}
		var readers = new Readers(begin.get().budgets());
		WarmUp.run(readers);
		Frames.write(out, new Wire.Ready(readers.decoder(), Confinement.enter()));
		for (var task = Frames.read(in, Wire.Task.class); task.isPresent(); task = Frames.read(in, Wire.Task.class)) {
			Frames.write(out, reply(readers, task.get()));
		}
	}

	/** What a file makes too long to be told, or no text, is its own fault, and no end of this child. */
	private static byte[] reply(Readers readers, Wire.Task task) {
		try {
			byte[] reply = Frames.bytes(Wire.Reply.of(read(readers, task)));
			return Frames.fits(reply) ? reply
					: rejection(task, Reason.MEMORY_EXCEEDED,
							"What there is to tell of the file takes %,d bytes, more than is told of one."
									.formatted(reply.length));
		} catch (JacksonException e) {
			return rejection(task, Reason.MALFORMED, "What is in the file cannot be told as text.");
		}
	}

	private static byte[] rejection(Wire.Task task, Reason reason, String detail) {
		return Frames.bytes(Wire.Reply.of(new Inspection.Rejected(task.mediaType(), reason.code(), detail)));
	}

	private static Inspection read(Readers readers, Wire.Task task) {
		try {
			return readers.read(Path.of(task.content()), task.mediaType(), task.kind(),
					new Workspace(Path.of(task.workspace())));
		} catch (OutOfMemoryError e) {
			// Libraries throw it themselves, too, which the JVM's own exit does not see.
			Runtime.getRuntime().halt(Death.OUT_OF_MEMORY_CODE);
			throw e;
		}
	}
}
