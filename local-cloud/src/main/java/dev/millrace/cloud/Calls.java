package dev.millrace.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Tells who has called what since the start: operations by the access key that signed for them, a presigned URL's too. What a
 * service calls can so be held against what its role allows. A form that uploads is signed within its body, and left out.
 */
final class Calls extends Handler.Abstract.NonBlocking {
	static final String PATH = AwsService.ADMIN_PATH + "calls";
	/** There are a few dozen; a stranger could make up names without end. */
	private static final int MOST = 1_000;
	private static final Pattern TARGET = Pattern.compile("\\w+\\.(\\w+)");

	private final Set<Call> seen = ConcurrentHashMap.newKeySet();

	private record Call(String accessKey, String operation) {}

	void note(AwsService service, Request request) {
		if (seen.size() < MOST) {
			AwsService.accessKey(request)
					.ifPresent(key -> operation(service, request)
							.ifPresent(operation -> seen.add(new Call(key, service.id() + ":" + operation))));
		}
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		var byKey = seen.stream()
				.collect(Collectors.groupingBy(Call::accessKey, TreeMap::new,
						Collectors.mapping(call -> "\"" + call.operation() + "\"", Collectors.toSet())));
		var body = byKey.entrySet()
				.stream()
				.map(of -> "\"%s\": [%s]".formatted(of.getKey(),
						of.getValue().stream().sorted().collect(Collectors.joining(", "))))
				.collect(Collectors.joining(",\n", "{", "}\n"));
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
		response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), callback);
		return true;
	}

	private static Optional<String> operation(AwsService service, Request request) {
		var target = request.getHeaders().get("X-Amz-Target");
		if (target == null) {
			return service == AwsService.S3 ? S3Operation.of(request) : Optional.empty();
		}
		return Optional.of(TARGET.matcher(target)).filter(named -> named.matches()).map(named -> named.group(1));
	}
}
