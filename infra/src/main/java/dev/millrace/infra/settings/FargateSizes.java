package dev.millrace.infra.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How large a task may be, as Fargate offers it, and how many there are. */
final class FargateSizes {

	/** For each CPU the least and the most MiB, in steps of 1 GiB above the least. */
	private static final Map<Integer, List<Integer>> MEMORY = new TreeMap<>(Map.of(256, List.of(512, 2048), 512,
			List.of(1024, 4096), 1024, List.of(2048, 8192), 2048, List.of(4096, 16384), 4096, List.of(8192, 30720)));

	private final Values values;

	FargateSizes(Values values) {
		this.values = values;
	}

	Settings.Size read(Setting cpu, Setting memory, Setting min, Setting max) {
		int units = values.number(cpu, 256, 4096);
		List<Integer> bounds = MEMORY.get(units);
		if (bounds == null) {
			throw new InvalidSettings(
					"%s is %d, but Fargate knows only %s.".formatted(cpu.key(), units, MEMORY.keySet()));
		}
		int mebibytes = values.number(memory, bounds.getFirst(), bounds.getLast());
		if (mebibytes != 512 && mebibytes % 1024 != 0) {
			throw new InvalidSettings(
					"%s is %d, but Fargate gives memory in steps of 1024.".formatted(memory.key(), mebibytes));
		}
		int least = values.number(min, 1, 1000);
		int most = values.number(max, 1, 1000);
		if (most < least) {
			throw new InvalidSettings(
					"%s is %d, which is below %s with %d.".formatted(max.key(), most, min.key(), least));
		}
		return new Settings.Size(units, mebibytes, least, most);
	}
}
