package dev.millrace.cloud.sqs;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.elasticmq.NodeAddress;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Some;
import scala.collection.immutable.Nil$;

import dev.millrace.cloud.platform.AwsApi;

/** ElasticMQ on a free loopback port of its own, with its queues and messages in an H2 database. */
public final class Sqs extends ProxyHandler.Reverse {
	private static final Duration START = Duration.ofSeconds(30);

	private final ActorSystem actors;
	private final SQSRestServer server;
	private final int port;

	private Sqs(ActorSystem actors, SQSRestServer server, int port) {
		super(request -> HttpURI.build(request.getHttpURI()).scheme("http").host("127.0.0.1").port(port));
		this.actors = actors;
		this.server = server;
		this.port = port;
	}

	/** Answers SQS requests; its files lie in {@code directory}, and queue URLs begin with {@code publicAddress}. */
	public static Sqs on(Path directory, URI publicAddress) throws Exception {
		var actors = ActorSystem.create("elasticmq", config());
		var limits = new ModernLimits();
		var database = actors.actorOf(Props.create(SqlQueuePersistenceActor.class, database(directory), Nil$.MODULE$));
		var queues = actors.actorOf(
				Props.create(QueueManagerActor.class, new NowProvider(), limits, Some.apply(database)));
		restore(database, queues);
		var server = SQSRestServerBuilder.withActorSystem(actors)
				.withQueueManagerActor(queues)
				.withQueueEventListener(database)
				.withSQSLimits(limits)
				.withAWSRegion("us-east-1")
				.withInterface("127.0.0.1")
				.withDynamicPort()
				.withServerAddress(new NodeAddress("http", publicAddress.getHost(), publicAddress.getPort(), ""))
				.start();
		return new Sqs(actors, server, server.waitUntilStarted().localAddress().getPort());
	}

	/** For the services here that send to queues. */
	public AwsApi api() {
		return new AwsApi(URI.create("http://127.0.0.1:" + port));
	}

	/** H2 writes half a second later unless told not to, and what was not written would die with the process. */
	private static SqlQueuePersistenceConfig database(Path directory) {
		return new SqlQueuePersistenceConfig(true, "org.h2.Driver",
				"jdbc:h2:file:" + directory.resolve("elasticmq") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "", "",
				false);
	}

	/** It is stopped from here, in order; hooks of its own would come when the JVM is already going down. */
	private static Config config() {
		return ConfigFactory.parseMap(Map.of("pekko.jvm-shutdown-hooks", "off", "pekko.loglevel", "WARNING"))
				.withFallback(ConfigFactory.load());
	}

	private static void restore(ActorRef database, ActorRef queues) throws Exception {
		Patterns.ask(database, new QueueEvent.Restore(queues), START)
				.toCompletableFuture()
				.get(START.toSeconds(),
						TimeUnit.SECONDS);
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		server.stopAndWait();
		actors.terminate();
	}
}
