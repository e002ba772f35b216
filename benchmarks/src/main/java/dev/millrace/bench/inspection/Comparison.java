package dev.millrace.bench.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Two ways to the same end, in turns: milliseconds of each round. */
record Comparison(String work, String one, List<Double> ones, String other, List<Double> others) {

	static Comparison of(String work, int rounds, String one, Callable<?> first, String other, Callable<?> second)
			throws Exception {
		var ones = new ArrayList<Double>();
		var others = new ArrayList<Double>();
		for (int i = 0; i < rounds * 2; i++) {
			double once = milliseconds(first);
			double again = milliseconds(second);
			// The first half is for warming up.
			if (i >= rounds) {
				ones.add(once);
				others.add(again);
			}
		}
		return new Comparison(work, one, ones, other, others);
	}

	private static double milliseconds(Callable<?> task) throws Exception {
		long begin = System.nanoTime();
		task.call();
		return (System.nanoTime() - begin) / 1e6;
	}

	private static double median(List<Double> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	void print() {
		System.out.printf("%s: %s %,.1f ms, %s %,.1f ms, which takes %.2f times as long%n", work, one, median(ones),
				other,
				median(others), median(others) / median(ones));
	}
}
