package dev.millrace.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Names the services that are here. The server takes requests only when all have started, so all of them run. */
final class Health extends Handler.Abstract.NonBlocking {
	static final String PATH = AwsService.ADMIN_PATH + "health";

	private final String services;

	Health(Set<AwsService> services) {
		this.services = services.stream()
				.map(service -> "\"%s\": \"running\"".formatted(service.id()))
				.sorted()
				.collect(Collectors.joining(", ", "{\"services\": {", "}}\n"));
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
		response.write(true, BufferUtil.toBuffer(services, StandardCharsets.UTF_8), callback);
		return true;
	}
}
