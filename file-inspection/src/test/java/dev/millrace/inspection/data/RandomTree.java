package dev.millrace.inspection.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** Makes JSON values as Java has them. */
final class RandomTree {

	private RandomTree() {}

	static List<@Nullable Object> list(Random random) {
		var list = new ArrayList<@Nullable Object>();
		list.add(of(random, 5));
		return list;
	}

	private static @Nullable Object of(Random random, int depth) {
		return switch (random.nextInt(depth > 0 ? 8 : 6)) {
			case 0 -> null;
			case 1 -> random.nextBoolean();
			case 2 -> random.nextInt();
			case 3 -> random.nextDouble();
			case 4 -> "text \"quoted\"\n\u6f22";
			case 5 -> random.nextLong();
			case 6 -> {
				var list = new ArrayList<@Nullable Object>();
				for (int i = random.nextInt(4); i > 0; i--) {
					list.add(of(random, depth - 1));
				}
				yield list;
			}
			default -> {
				var map = new LinkedHashMap<String, @Nullable Object>();
				for (int i = random.nextInt(5); i > 0; i--) {
					map.put("k" + random.nextInt(6), of(random, depth - 1));
				}
				yield map;
			}
		};
	}
}
