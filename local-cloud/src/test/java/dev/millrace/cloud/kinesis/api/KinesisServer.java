package dev.millrace.cloud.kinesis.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import dev.millrace.cloud.kinesis.KinesisSettings;

/** Kinesis alone on a port, for clients by hand: the port and the directory are its arguments. */
final class KinesisServer {
	private KinesisServer() {}

	public static void main(String... arguments) throws Exception {
		var server = new Server();
		var http = new HttpConfiguration();
		var connector = new ServerConnector(server, new HttpConnectionFactory(http),
				new HTTP2CServerConnectionFactory(http));
		connector.setHost("127.0.0.1");
		connector.setPort(Integer.parseInt(arguments[0]));
		server.addConnector(connector);
		server.setHandler(
				KinesisHandler.open(Path.of(arguments[1]), KinesisSettings.DEFAULT, Clock.systemUTC(), new Random()));
		server.setStopAtShutdown(true);
		server.start();
		server.join();
	}
}
