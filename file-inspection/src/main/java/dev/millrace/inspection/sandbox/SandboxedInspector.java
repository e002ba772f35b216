package dev.millrace.inspection.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Inspector;
import dev.millrace.inspection.Kind;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.sniff.Sniffer;

/** Finds a file's type here, where it takes a look at two ends, and has all else done by a child that may die of it. */
public final class SandboxedInspector implements Inspector {

	private static final Logger LOG = LoggerFactory.getLogger(SandboxedInspector.class);
	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

	private final Budgets budgets;
	private final Sniffer sniffer = new Sniffer();
	private final Pool pool;

	/**
	 * Starts the children and returns when the first is ready.
	 *
	 * @throws IllegalStateException when none can be started; one sentence says why
	 */
	public SandboxedInspector(Budgets budgets, SandboxSettings settings) {
		this.budgets = budgets;
		this.pool = new Pool(settings, budgets);
	}

	/** Whether children are kept from the network, other programs and other processes: not so on every system. */
	public boolean isConfined() {
		return pool.isConfined();
	}

	@Override
	public Inspection inspect(Path content, Path workspace) throws InterruptedException {
		String mediaType = "application/octet-stream";
		try {
			var sniffed = sniffer.sniff(content);
			mediaType = sniffed.mediaType();
			if (sniffed.kind().isEmpty()) {
				return new Inspection.Unsupported(mediaType);
			}
			var kind = sniffed.kind().get();
			budgets.of(kind).admit(Files.size(content));
			return read(content, mediaType, kind, workspace);
		} catch (Refusal e) {
			return e.of(mediaType);
		} catch (IOException e) {
			return new Inspection.Failed("content-unreadable", e.toString());
		}
	}

	private Inspection read(Path content, String mediaType, Kind kind, Path workspace) throws InterruptedException {
		var taken = pool.take();
		if (taken.isEmpty()) {
			return pool.trouble().isEmpty()
					? new Inspection.Busy("All children are busy with other files.")
					: new Inspection.Failed("sandbox-broken", pool.trouble());
		}
		var child = taken.get();
		boolean reusable = false;
		try {
			var task = new Wire.Task(content.toAbsolutePath().toString(), mediaType, kind,
					workspace.toAbsolutePath().toString());
			var ending = child.read(task, budgets.of(kind));
			var outcome = outcome(ending, mediaType, workspace);
			reusable = ending instanceof ChildProcess.Ending.Answered && isHonest(outcome);
			return isHonest(outcome) ? outcome
					: new Inspection.Failed("sandbox-broken", "A child named a derivative that it may not have made.");
		} finally {
			if (reusable) {
				pool.giveBack(child);
			} else {
				pool.replace(child);
			}
		}
	}

	private static Inspection outcome(ChildProcess.Ending ending, String mediaType, Path workspace) {
		return switch (ending) {
			case ChildProcess.Ending.Answered(var reply) -> reply.toInspection(mediaType, workspace);
			case ChildProcess.Ending.OverTime(var detail) ->
				new Inspection.Rejected(mediaType, Reason.TIME_EXCEEDED.code(), detail);
			case ChildProcess.Ending.Died(var exitCode, var lastWords) -> {
				LOG.warn("A child died of a file of the type {} (exit code {}): {}", mediaType, exitCode, lastWords);
				yield Death.of(exitCode).outcome(mediaType, exitCode);
			}
		};
	}

	/** A child that was taken over by its file must not make us publish another file. */
	private static boolean isHonest(Inspection outcome) {
		return !(outcome instanceof Inspection.Processed processed)
				|| processed.derivatives().stream().allMatch(SandboxedInspector::isHonest);
	}

	private static boolean isHonest(Derivative derivative) {
		return NAME.matcher(derivative.name()).matches()
				&& Files.isRegularFile(derivative.file(), LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public void close() {
		pool.close();
	}
}
