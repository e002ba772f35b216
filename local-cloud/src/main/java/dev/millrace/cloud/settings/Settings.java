package dev.millrace.cloud.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Values by name: {@code millrace.cloud-port} is the system property of that name, else the environment variable
 * {@code MILLRACE_CLOUD_PORT}. A value that cannot be used ends in a {@link SettingException} that names the setting.
 */
public final class Settings {
	private final Lookup lookup;

	private Settings(Lookup lookup) {
		this.lookup = lookup;
	}

	public static Settings ofThisProcess() {
		return of(System::getProperty, System::getenv);
	}

	public static Settings of(Lookup properties, Lookup environment) {
		return new Settings(name -> {
			var property = properties.value(name);
			return property != null ? property : environment.value(environmentName(name));
		});
	}

	public Optional<String> text(String name) {
		return Optional.ofNullable(lookup.value(name)).filter(value -> !value.isBlank());
	}

	public String text(String name, String otherwise) {
		return text(name).orElse(otherwise);
	}

	/** A TCP port, 1 to 65535, or 0 for any free one. */
	public int port(String name, int otherwise) {
		return text(name).map(value -> inRange(name, value, 0, 65_535)).orElse(otherwise);
	}

	public Path path(String name, Path otherwise) {
		return text(name).map(Path::of).orElse(otherwise).toAbsolutePath().normalize();
	}

	/** An address of HTTP or HTTPS. */
	public Optional<URI> address(String name) {
		return text(name).map(value -> {
			if (!value.matches("https?://[\\w.-]+(:[0-9]{1,5})?/?")) {
				throw new SettingException(
						"-D%s=%s is no address such as http://localhost:4566.".formatted(name, value));
			}
			return URI.create(value);
		});
	}

	/** A size as the JVM's -Xmx takes it, such as 256m or 1g. */
	public String heap(String name, String otherwise) {
		var value = text(name, otherwise);
		if (!value.matches("[1-9][0-9]*[kKmMgG]")) {
			throw new SettingException("-D%s=%s is no heap size; give a number with k, m or g, such as -D%s=256m."
					.formatted(name, value, name));
		}
		return value;
	}

	/** true or false; false where it is not set. */
	public boolean flag(String name) {
		var value = text(name, "false");
		if (!value.equals("true") && !value.equals("false")) {
			throw new SettingException("-D%s=%s is neither true nor false.".formatted(name, value));
		}
		return value.equals("true");
	}

	private static int inRange(String name, String value, int lowest, int highest) {
		if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= lowest && Integer.parseInt(value) <= highest) {
			return Integer.parseInt(value);
		}
		throw new SettingException(
				"-D%s=%s is not a whole number from %d to %d.".formatted(name, value, lowest, highest));
	}

	private static String environmentName(String name) {
		UnaryOperator<String> words = text -> text.replace('.', '_').replace('-', '_');
		return words.apply(name).toUpperCase(Locale.ROOT);
	}

	/** Where a value comes from; null where there is none, as System.getProperty and System.getenv have it. */
	@FunctionalInterface
	public interface Lookup {
		@Nullable
		String value(String name);
	}
}
