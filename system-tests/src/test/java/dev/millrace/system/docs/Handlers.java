package dev.millrace.system.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.millrace.testing.Repository;

/** The routes of all services, as the annotations of their compiled handlers name them. */
final class Handlers {

	private static final Map<String, String> METHODS = Map.of("GetMapping", "GET", "PostMapping", "POST", "PutMapping",
			"PUT", "PatchMapping", "PATCH", "DeleteMapping", "DELETE");

	private Handlers() {}

	/** Methods and paths, with the names of variables as the contract has them where two services share a path. */
	static Set<String> all() {
		var routes = new TreeSet<String>();
		var folders = Stream.of("web-support", "ingest-service", "processor-service", "file-service")
				.map(module -> Repository.root().resolve(module).resolve("target/classes"))
				.toList();
		new ClassFileImporter().importPaths(folders)
				.forEach(type -> type.getMethods().forEach(method -> routes.addAll(routes(method))));
		return routes;
	}

	private static List<String> routes(JavaMethod method) {
		return method.getAnnotations()
				.stream()
				.filter(annotation -> METHODS.containsKey(name(annotation)))
				.flatMap(annotation -> bases(method).stream()
						.flatMap(base -> paths(annotation).stream()
								.map(path -> METHODS.get(name(annotation)) + " " + shared(base + path))))
				.toList();
	}

	private static List<String> bases(JavaMethod method) {
		return mappings(method.getOwner()).stream().findFirst().map(Handlers::paths).orElse(List.of(""));
	}

	private static List<? extends JavaAnnotation<?>> mappings(HasAnnotations<?> annotated) {
		return annotated.getAnnotations()
				.stream()
				.filter(annotation -> name(annotation).equals("RequestMapping"))
				.toList();
	}

	private static List<String> paths(JavaAnnotation<?> annotation) {
		var paths = Stream.of("value", "path")
				.flatMap(name -> annotation.get(name).stream())
				.flatMap(value -> value instanceof Object[] several ? Arrays.stream(several) : Stream.of(value))
				.map(String::valueOf)
				.toList();
		return paths.isEmpty() ? List.of("") : paths;
	}

	/** One path of the contract may lead to two services, each with its own word for the variable. */
	private static String shared(String path) {
		return path.matches("/v1/events/\\{\\w+}") ? "/v1/events/{name}" : path;
	}

	private static String name(JavaAnnotation<?> annotation) {
		return annotation.getRawType().getSimpleName();
	}
}
