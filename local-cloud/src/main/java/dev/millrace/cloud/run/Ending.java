package dev.millrace.cloud.run;

/** How a process ended, from what a shell calls its exit code: 128 and the signal where a signal ended it. */
record Ending(int code) {
	private static final int SIGNALS = 128;
	private static final int KILL = 9;

	@Override
	public String toString() {
		if (code <= SIGNALS) {
			return "exit code " + code;
		}
		var signal = code - SIGNALS;
		return signal == KILL ? "killed by signal 9" : "ended by signal " + signal;
	}
}
