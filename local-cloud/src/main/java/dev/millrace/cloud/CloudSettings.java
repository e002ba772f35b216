package dev.millrace.cloud;

import java.net.URI;
import java.nio.file.Path;

import dev.millrace.cloud.kinesis.Faults;
import dev.millrace.cloud.kinesis.KinesisSettings;
import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.Settings;

/**
 * What can be set.
 *
 * @param port millrace.cloud-port, default 4566: where the one endpoint listens; 0 for any free port
 * @param bind millrace.cloud-bind, default 127.0.0.1: the address on which it listens
 * @param host millrace.cloud-host, default localhost: the host in the queue URLs that clients are given
 * @param data millrace.data, default ./data: the directory under which everything lies
 * @param shardLimits millrace.kinesis.shard-limits, default false: whether shards refuse what is above AWS's limits. Other faults
 *        are set while it runs, see KinesisHandler
 */
record CloudSettings(int port, String bind, String host, Path data, boolean shardLimits) {
	static final String PORT = "millrace.cloud-port";

	static CloudSettings from(Settings settings) {
		return new CloudSettings(settings.port(PORT, 4566), settings.text("millrace.cloud-bind", "127.0.0.1"),
				settings.text("millrace.cloud-host", "localhost"),
				settings.path(DataDirectory.SETTING, Path.of("data")),
				settings.flag("millrace.kinesis.shard-limits"));
	}

	KinesisSettings kinesis() {
		return KinesisSettings.DEFAULT.withFaults(Faults.NONE.withShardLimits(shardLimits));
	}

	URI publicAddress(int boundPort) {
		return URI.create("http://" + host + ":" + boundPort);
	}
}
