package dev.millrace.inspection.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes columns of each kind, with gaps; empty stands for a gap. */
final class RandomValues {

	private static final List<Function<Random, String>> MAKERS = List.of(random -> String.valueOf(random.nextInt(50)),
			random -> String.valueOf(random.nextLong(1_000_000_000_000L) - 500_000_000_000L),
			random -> String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10)),
			random -> random.nextInt(1_000) + "." + random.nextInt(100),
			random -> LocalDate.EPOCH.plusDays(random.nextInt(30_000)).toString(),
			random -> random.nextBoolean() ? "true" : "false", RandomValues::text);

	private static final String SIGNS = "abc \"',;\t|\nüß\u6f22";

	private RandomValues() {}

	static Function<Random, String> maker(Random random) {
		var maker = MAKERS.get(random.nextInt(MAKERS.size()));
		int gaps = random.nextInt(3);
		return r -> r.nextInt(10) < gaps ? "" : maker.apply(r);
	}

	private static String text(Random random) {
		var text = new StringBuilder("t");
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
		}
		return text.toString();
	}

	static String quoted(String value, char separator, Random random) {
		boolean must = value.indexOf(separator) >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
		boolean may = !value.isEmpty() && random.nextInt(4) == 0;
		return must || may ? '"' + value.replace("\"", "\"\"") + '"' : value;
	}

	static boolean isNumber(String value) {
		return !value.startsWith("t") && !value.startsWith("f") && value.matches("[-+0-9.E]+")
				&& !value.matches("\\d{4}-.*");
	}
}
