package dev.millrace.inspection.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/**
 * Gives up, for good and for all threads, what a reader of files never needs: sockets, other programs, other processes. It is Linux's
 * seccomp, which needs no right and holds inside containers, where network namespaces cannot be made.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>
 */
final class Confinement {

	private static final int SET_NO_NEW_PRIVILEGES = 38;
	private static final int SET_MODE_FILTER = 1;
	private static final long ALL_THREADS = 1;

	private Confinement() {}

	/**
	 * What came of it.
	 *
	 * @param how in words, for the log
	 */
	record Held(boolean confined, String how) {

		private static Held not(String why) {
			return new Held(false, why);
		}
	}

	/** Does nothing where the system or the processor is not known here. */
	static Held enter() {
		var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
		var calls = Processor.BY_NAME.get(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
		if (!System.getProperty("os.name").equals("Linux") || calls == null) {
			return Held.not("there is no system call filter for " + system);
		}
		try (var arena = Arena.ofConfined()) {
			return install(calls, arena)
					? new Held(true, "no network, no programs, no other processes (seccomp)")
					: Held.not("the kernel refused the system call filter");
		} catch (Throwable e) {
			return Held.not(e.toString());
		}
	}

	@SuppressWarnings("restricted") // Java has no call for it.
	private static boolean install(Processor processor, Arena arena) throws Throwable {
		var linker = Linker.nativeLinker();
		var lookup = linker.defaultLookup();
		var prctl = linker.downcallHandle(lookup.findOrThrow("prctl"),
				FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
				Linker.Option.firstVariadicArg(1));
		var syscall = linker.downcallHandle(lookup.findOrThrow("syscall"),
				FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS),
				Linker.Option.firstVariadicArg(1));
		var filter = Filter.without(processor, arena);
		return (int) prctl.invokeExact(SET_NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L) == 0
				&& (long) syscall.invokeExact((long) processor.seccomp(), (long) SET_MODE_FILTER, ALL_THREADS,
						filter) == 0;
	}

	/**
	 * Linux's numbers on a processor.
	 *
	 * @param audit the processor's own number
	 * @param seccomp the call that installs a filter
	 * @param denied those that are given up
	 */
	record Processor(int audit, int seccomp, List<Integer> denied) {

		/** socket, connect, accept, sendto, sendmsg, bind, listen, execve, kill, ptrace, process_vm_readv, process_vm_writev, execveat, io_uring_setup, pidfd_open, pidfd_getfd. */
		private static final Map<String, Processor> BY_NAME = Map.of("amd64",
				new Processor(0xC000003E, 317,
						List.of(41, 42, 43, 44, 46, 49, 50, 59, 62, 101, 310, 311, 322, 425, 434, 438)),
				"aarch64", new Processor(0xC00000B7, 277,
						List.of(198, 203, 202, 206, 211, 200, 201, 221, 129, 117, 270, 271, 281, 425, 434, 438)));
	}

	/** A program for the kernel's packet filter: eight bytes an instruction. */
	private static final class Filter {

		private static final short LOAD = 0x20;
		private static final short JUMP_IF_EQUAL = 0x15;
		private static final short JUMP_IF_AT_LEAST = 0x35;
		private static final short RETURN = 0x06;
		private static final int NUMBER_AT = 0;
		private static final int PROCESSOR_AT = 4;
		/** Calls of another numbering, by which the same could be asked for. */
		private static final int X32 = 0x40000000;
		private static final int ALLOW = 0x7fff0000;
		private static final int NOT_PERMITTED = 0x00050001;
		private static final int INSTRUCTION = 8;

		private final MemorySegment program;
		private int at;

		private Filter(MemorySegment program) {
			this.program = program;
		}

		static MemorySegment without(Processor processor, Arena arena) {
			int count = processor.denied().size() + 6;
			var filter = new Filter(arena.allocate((long) count * INSTRUCTION, INSTRUCTION));
			filter.add(LOAD, 0, 0, PROCESSOR_AT);
			filter.add(JUMP_IF_EQUAL, 0, count - 3, processor.audit());
			filter.add(LOAD, 0, 0, NUMBER_AT);
			filter.add(JUMP_IF_AT_LEAST, count - 5, 0, X32);
			for (int call : processor.denied()) {
				filter.add(JUMP_IF_EQUAL, count - filter.at - 2, 0, call);
			}
			filter.add(RETURN, 0, 0, ALLOW);
			filter.add(RETURN, 0, 0, NOT_PERMITTED);
			var header = arena.allocate(16, 8);
			header.set(JAVA_SHORT, 0, (short) count);
			header.set(ADDRESS, 8, filter.program);
			return header;
		}

		private void add(short code, int then, int otherwise, int value) {
			long offset = (long) at++ * INSTRUCTION;
			program.set(JAVA_SHORT, offset, code);
			program.set(JAVA_BYTE, offset + 2, (byte) then);
			program.set(JAVA_BYTE, offset + 3, (byte) otherwise);
			program.set(JAVA_INT, offset + 4, value);
		}
	}
}
