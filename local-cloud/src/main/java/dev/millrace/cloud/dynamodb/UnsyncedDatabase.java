package dev.millrace.cloud.dynamodb;

import java.nio.file.Path;
import java.util.concurrent.Executors;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDBLocal's database without a sync to the disk at each commit, which makes it several times faster. What was
 * committed is with the operating system: it survives the death of this process (kill -9), though not a power
 * failure. The stream in front of it has no such sync either.
 */
final class UnsyncedDatabase extends SQLiteDBAccess {
	/** The name by which DynamoDBLocal knows the database that all regions and credentials share, and its file. */
	static final String NAME = "shared-local-instance";
	private static final int BACKGROUND_JOBS = 10;

	private UnsyncedDatabase(Path file) throws Exception {
		super(file.toFile());
		// One queue, one connection: what is set here holds for the jobs of all requests.
		queue.execute(new SQLiteJob<>() {
			@Override
			protected Object job(SQLiteConnection connection) throws SQLiteException {
				return connection.exec("PRAGMA synchronous=OFF");
			}
		}).get();
	}

	static AmazonDynamoDBLocal client(Path directory) throws Exception {
		var jobs = new JobsRegister(Executors.newFixedThreadPool(BACKGROUND_JOBS), false);
		return new LocalDBClient(new UnsyncedDatabase(directory.resolve(NAME + ".db")), jobs);
	}
}
