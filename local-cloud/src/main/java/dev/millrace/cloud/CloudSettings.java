package dev.millrace.cloud;

import java.net.URI;
import java.nio.file.Path;

import dev.millrace.cloud.kinesis.Faults;
import dev.millrace.cloud.kinesis.KinesisSettings;
import dev.millrace.cloud.s3.signature.Secrets;
import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.SettingException;
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
 * @param secrets millrace.s3.credentials, such as {@code key=secret,key=secret}, default none: with which presigned URLs and
 *        forms are checked; an access key that is not listed is its own secret
 */
record CloudSettings(int port, String bind, String host, Path data, boolean shardLimits,
		Secrets secrets) {
	static final String PORT = "millrace.cloud-port";
	private static final String S3_CREDENTIALS = "millrace.s3.credentials";

	static CloudSettings from(Settings settings) {
		return new CloudSettings(settings.port(PORT, 4566), settings.text("millrace.cloud-bind", "127.0.0.1"),
				settings.text("millrace.cloud-host", "localhost"),
				settings.path(DataDirectory.SETTING, Path.of("data")),
				settings.flag("millrace.kinesis.shard-limits"), secrets(settings));
	}

	private static Secrets secrets(Settings settings) {
		try {
			return Secrets.of(settings.text(S3_CREDENTIALS, ""));
		} catch (IllegalArgumentException e) {
			throw new SettingException("-D%s: %s.".formatted(S3_CREDENTIALS, e.getMessage()), e);
		}
	}

	KinesisSettings kinesis() {
		return KinesisSettings.DEFAULT.withFaults(Faults.NONE.withShardLimits(shardLimits));
	}

	URI publicAddress(int boundPort) {
		return URI.create("http://" + host + ":" + boundPort);
	}
}
