package dev.millrace.cloud.s3.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.eclipse.jetty.server.Request;

/** The parameters of a request's query, in their order, decoded. */
public record Query(List<Parameter> parameters) {
	public Query {
		parameters = List.copyOf(parameters);
	}

	public static Query of(Request request) {
		var raw = request.getHttpURI().getQuery();
		var parameters = new ArrayList<Parameter>();
		for (var pair : (raw == null ? "" : raw).split("&", -1)) {
			if (!pair.isEmpty()) {
				parameters.add(Parameter.of(pair));
			}
		}
		return new Query(parameters);
	}

	public boolean has(String name) {
		return value(name).isPresent();
	}

	public Optional<String> value(String name) {
		return parameters.stream().filter(parameter -> parameter.name.equals(name)).map(Parameter::value).findFirst();
	}

	/** The query in the form in which it is signed, without what the filter leaves out. */
	public String canonical(Predicate<String> names) {
		return parameters.stream()
				.filter(parameter -> names.test(parameter.name))
				.map(parameter -> new Parameter(Encoding.encoded(parameter.name), Encoding.encoded(parameter.value)))
				.sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
				.map(parameter -> parameter.name + "=" + parameter.value)
				.collect(Collectors.joining("&"));
	}

	/** One of them; a name without a value has an empty one. */
	public record Parameter(String name, String value) {
		private static Parameter of(String pair) {
			int equals = pair.indexOf('=');
			return equals < 0
					? new Parameter(Encoding.decodedQuery(pair), "")
					: new Parameter(Encoding.decodedQuery(pair.substring(0, equals)),
							Encoding.decodedQuery(pair.substring(equals + 1)));
		}
	}
}
