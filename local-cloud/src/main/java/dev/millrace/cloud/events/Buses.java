package dev.millrace.cloud.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import tools.jackson.databind.json.JsonMapper;

/** All buses, in a file that is always either the old one or the new one. */
final class Buses {
	private final Path file;
	private volatile Map<String, Bus> buses;

	private Buses(Path file, Map<String, Bus> buses) {
		this.file = file;
		this.buses = buses;
	}

	static Buses in(Path directory) throws IOException {
		var file = Files.createDirectories(directory).resolve("buses.json");
		var buses = new TreeMap<String, Bus>();
		buses.put(Bus.DEFAULT, new Bus(Bus.DEFAULT));
		if (Files.exists(file)) {
			var kept = JsonMapper.shared().readValue(Files.readAllBytes(file), Bus[].class);
			List.of(kept).forEach(bus -> buses.put(bus.name(), bus));
		}
		return new Buses(file, buses);
	}

	Collection<Bus> all() {
		return buses.values();
	}

	boolean has(String name) {
		return buses.containsKey(name);
	}

	/** Throws EventsException where there is none of that name. */
	Bus get(String name) {
		var bus = buses.get(name);
		if (bus == null) {
			throw EventsException.notFound("Event bus %s does not exist.".formatted(name));
		}
		return bus;
	}

	synchronized Bus add(Bus bus) {
		if (has(bus.name())) {
			throw EventsException.exists("Event bus %s already exists.".formatted(bus.name()));
		}
		return put(bus);
	}

	synchronized Bus change(String name, UnaryOperator<Bus> change) {
		return put(change.apply(get(name)));
	}

	synchronized void remove(String name) {
		var changed = new TreeMap<>(buses);
		changed.remove(name);
		keep(changed);
	}

	private Bus put(Bus bus) {
		var changed = new TreeMap<>(buses);
		changed.put(bus.name(), bus);
		keep(changed);
		return bus;
	}

	private void keep(Map<String, Bus> changed) {
		var fresh = file.resolveSibling("buses.json.new");
		try {
			Files.write(fresh, JsonMapper.shared().writeValueAsBytes(changed.values()));
			Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		buses = changed;
	}
}
