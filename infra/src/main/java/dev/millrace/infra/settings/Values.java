package dev.millrace.infra.settings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The given settings over a preset's, read by type; what does not fit its type is a sentence. */
final class Values {

	private final Map<Setting, String> values = new EnumMap<>(Setting.class);
	private final Map<Setting, String> given = new EnumMap<>(Setting.class);

	Values(Map<String, String> context) {
		context.forEach((key, value) -> given.put(known(key), value.strip()));
		boolean production = switch (given.getOrDefault(Setting.PRESET, "dev")) {
			case "dev" -> false;
			case "prod" -> true;
			case String other -> throw new InvalidSettings("preset is '%s', but must be dev or prod.".formatted(other));
		};
		for (Setting setting : Setting.values()) {
			values.put(setting, given.getOrDefault(setting, setting.preset(production)));
		}
	}

	private static Setting known(String key) {
		return Setting.of(key)
				.orElseThrow(() -> new InvalidSettings("There is no setting '%s'%s.".formatted(key,
						Arrays.stream(Setting.values())
								.map(Setting::key)
								.filter(other -> distance(other, key) <= 3)
								.findFirst()
								.map(" (is %s meant?)"::formatted)
								.orElse("; infra/README.md lists all"))));
	}

	boolean isGiven(Setting setting) {
		return given.containsKey(setting);
	}

	String text(Setting setting) {
		return values.getOrDefault(setting, "");
	}

	Optional<String> optional(Setting setting) {
		return Optional.of(text(setting)).filter(value -> !value.isEmpty());
	}

	String matching(Setting setting, Pattern pattern, String must) {
		String value = text(setting);
		if (!pattern.matcher(value).matches()) {
			throw new InvalidSettings("%s is '%s', but must be %s.".formatted(setting.key(), value, must));
		}
		return value;
	}

	Optional<String> optionalMatching(Setting setting, Pattern pattern, String must) {
		return text(setting).isEmpty() ? Optional.empty() : Optional.of(matching(setting, pattern, must));
	}

	int number(Setting setting, int min, int max) {
		String value = text(setting);
		try {
			int number = Integer.parseInt(value);
			if (number >= min && number <= max) {
				return number;
			}
		} catch (NumberFormatException _) {
			// said below, as for a number out of the range
		}
		throw new InvalidSettings(
				"%s is '%s', but must be a whole number from %d to %d.".formatted(setting.key(), value,
						min, max));
	}

	boolean flag(Setting setting) {
		return switch (text(setting)) {
			case "true" -> true;
			case "false" -> false;
			case String other -> throw new InvalidSettings("%s is '%s', but must be true or false."
					.formatted(setting.key(), other));
		};
	}

	<E extends Enum<E>> E choice(Setting setting, Class<E> type) {
		String value = text(setting);
		List<E> choices = List.of(type.getEnumConstants());
		return choices.stream()
				.filter(choice -> word(choice).equals(value))
				.findFirst()
				.orElseThrow(() -> new InvalidSettings("%s is '%s', but must be %s.".formatted(setting.key(), value,
						choices.stream().map(Values::word).collect(Collectors.joining(" or ")))));
	}

	List<String> list(Setting setting) {
		return Arrays.stream(text(setting).split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
	}

	static String word(Enum<?> choice) {
		return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Levenshtein's, for a hint at a typing error. */
	private static int distance(String one, String other) {
		int[] above = new int[other.length() + 1];
		Arrays.setAll(above, i -> i);
		for (int i = 1; i <= one.length(); i++) {
			int[] row = new int[other.length() + 1];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int change = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
				row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
			}
			above = row;
		}
		return above[other.length()];
	}
}
