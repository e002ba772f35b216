package dev.millrace.cloud.door;

import java.net.URI;
import java.util.Map;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

import dev.millrace.cloud.platform.Routes;

/** Listens on one port and passes each request to the service that the routes name. */
public final class FrontDoor {
	/** As the services take them. */
	private static final int HEADER_BYTES = 32 * 1024;
	private static final long IDLE_MILLIS = 60_000;
	private static final long DRAIN_MILLIS = 8_000;

	private final Server server = new Server();

	/**
	 * @param services where each service listens, by the name that routes give it
	 */
	public FrontDoor(int port, Routes routes, Map<String, URI> services) {
		server.addConnector(connector(port));
		server.setHandler(new GracefulHandler(new RoutingProxy(routes, services)));
		server.setStopTimeout(DRAIN_MILLIS);
	}

	public void open() throws Exception {
		server.start();
	}

	/** The port, also where any free one was asked for. */
	public int port() {
		return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
	}

	/** Takes no more requests, and returns when those inside are answered, or after 8 s. */
	public void close() throws Exception {
		server.stop();
	}

	private ServerConnector connector(int port) {
		var http = new HttpConfiguration();
		// The services judge paths, encoded slashes included; a door that does so too would judge differently.
		http.setUriCompliance(UriCompliance.UNSAFE);
		http.setSendServerVersion(false);
		// Else a Content-Type that Jetty knows in other letters would be passed on in those: an event keeps it as it was sent.
		http.setHeaderCacheCaseSensitive(true);
		http.setRequestHeaderSize(HEADER_BYTES);
		var connector = new ServerConnector(server, new HttpConnectionFactory(http));
		connector.setHost("127.0.0.1");
		connector.setPort(port);
		connector.setIdleTimeout(IDLE_MILLIS);
		return connector;
	}
}
