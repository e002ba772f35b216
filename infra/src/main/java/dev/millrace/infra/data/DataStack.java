package dev.millrace.infra.data;

import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Plan;
import dev.millrace.infra.stack.PlatformStack;

/** Whatever holds what people sent. */
public final class DataStack extends PlatformStack {

	private final transient Key key;
	private final transient CfnStream stream;
	private final transient Tables tables;
	private final transient Queues queues;
	private final transient Buckets buckets;
	private final transient EventBus bus;
	private final transient Secrets secrets;

	public DataStack(Construct app, Plan plan, FoundationStack foundation) {
		super(app, plan, "Data", "stream, tables, buckets, queues, bus, secrets");
		key = DataKey.make(this);
		stream = EventStream.make(this, key);
		tables = new Tables(this, key);
		queues = new Queues(this, key);
		buckets = new Buckets(this, foundation, key, queues);
		bus = Bus.make(this, queues);
		secrets = new Secrets(this, key);
		if (settings().backup()) {
			Backups.of(this, key, tables, buckets);
		}
		if (settings().relational() != Settings.Relational.OFF) {
			new Database(this, foundation, key).make();
		}
		outputs();
	}

	private void outputs() {
		output("StreamArn", "the stream", stream.getAttrArn());
		output("DataKeyArn", "the key of all data", key.getKeyArn());
		for (String word : tables.words()) {
			output(Tables.id(word) + "TableArn", "the table " + word, tables.table(word).getAttrArn());
		}
		output("DeadLetterQueueUrl", "dead letters of events", queues.deadLetters().getQueueUrl());
		output("FileQueueUrl", "what S3 says of uploads", queues.files().getQueueUrl());
		output("FileDeadLetterQueueUrl", "dead letters of files", queues.fileDeadLetters().getQueueUrl());
		output("SampleQueueUrl", "what the example rule fills", queues.sample().getQueueUrl());
		output("FilesBucket", "uploads and derivatives", buckets.files().getBucketName());
		output("EventsBucket", "events and dead letters too large for their stores", buckets.events().getBucketName());
		output("BusArn", "published events", bus.getEventBusArn());
		output("BootstrapKeyArn", "the secret of the first API key", secrets.bootstrapKey().getSecretArn());
		output("WebhookSecretsArn", "secrets of webhook senders", secrets.webhooks().getSecretArn());
	}

	public Key key() {
		return key;
	}

	public CfnStream stream() {
		return stream;
	}

	public Tables tables() {
		return tables;
	}

	public Queues queues() {
		return queues;
	}

	public Buckets buckets() {
		return buckets;
	}

	public EventBus bus() {
		return bus;
	}

	public Secrets secrets() {
		return secrets;
	}
}
