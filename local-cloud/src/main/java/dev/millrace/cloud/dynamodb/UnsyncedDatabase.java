package dev.millrace.cloud.dynamodb;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

/**
 * DynamoDBLocal's database without a sync to the disk at each commit, and without asking it for a table's description
 * several times in each call, which makes it several times faster. What was
 * committed is with the operating system: it survives the death of this process (kill -9), though not a power
 * failure. The stream in front of it has no such sync either.
 */
final class UnsyncedDatabase extends SQLiteDBAccess {
	/** The name by which DynamoDBLocal knows the database that all regions and credentials share, and its file. */
	static final String NAME = "shared-local-instance";
	private static final int BACKGROUND_JOBS = 10;
	/** After which the write-ahead log, 15 KB of it for an event of 1 KB, is brought into the database. */
	private static final int WRITES_OF_LOG = 1000;
	private static final Logger log = LoggerFactory.getLogger(UnsyncedDatabase.class);

	/** What DynamoDBLocal asks its database for several times in each call, and what only calls about tables change. */
	private final Map<String, TableInfo> tables = new HashMap<>();
	private final KnownSchemas schemas;
	private final Counted counted = new Counted(System::nanoTime);
	private final AtomicInteger writes = new AtomicInteger();
	private long changes;

	private UnsyncedDatabase(Path file, KnownSchemas schemas) throws Exception {
		super(file.toFile());
		this.schemas = schemas;
		queue.stop(true).join();
		queue = new CallersQueue(file.toFile());
		// One queue, one connection: what is set here holds for the jobs of all requests.
		queue.execute(new SQLiteJob<>() {
			@Override
			protected Object job(SQLiteConnection connection) throws SQLiteException {
				return connection.exec("PRAGMA synchronous=OFF")
						.exec("PRAGMA locking_mode=EXCLUSIVE")
						.exec("PRAGMA journal_mode=WAL");
			}
		}).get();
	}

	static AmazonDynamoDBLocal client(Path directory) throws Exception {
		var jobs = new JobsRegister(Executors.newFixedThreadPool(BACKGROUND_JOBS), false);
		return new LocalDBClient(new UnsyncedDatabase(directory.resolve(NAME + ".db"), KnownSchemas.ofThisProcess()),
				jobs);
	}

	@Override
	public TableInfo getTableInfo(String table) {
		long before;
		synchronized (tables) {
			TableInfo known = tables.get(table);
			if (known != null) {
				return known;
			}
			before = changes;
		}
		TableInfo read = super.getTableInfo(table);
		synchronized (tables) {
			if (read != null && before == changes) {
				tables.put(table, read);
			}
		}
		return read;
	}

	/** Forgets before and after, so that what was read in the midst of a change is not kept. */
	private void changing(Runnable change) {
		forget();
		try {
			schemas.changing(change);
		} finally {
			forget();
		}
	}

	private void forget() {
		synchronized (tables) {
			tables.clear();
			changes++;
		}
		counted.forget();
	}

	@Override
	public void putRecord(String table, Map<String, AttributeValue> item, AttributeValue hash, AttributeValue range,
			boolean system) {
		super.putRecord(table, item, hash, range, system);
		written();
	}

	@Override
	public boolean deleteRecord(String table, Map<String, AttributeValue> key, boolean system) {
		boolean deleted = super.deleteRecord(table, key, system);
		written();
		return deleted;
	}

	/**
	 * SQLite would do it by itself at the end of a write, if DynamoDBLocal had not statements open then, for which it leaves
	 * it, each time: the log would grow for ever, and take longer and longer to read. Between two jobs there are none.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // The job tells its error itself.
	private void written() {
		if (writes.incrementAndGet() == WRITES_OF_LOG) {
			queue.execute(new SQLiteJob<>() {
				@Override
				protected Object job(SQLiteConnection connection) throws SQLiteException {
					writes.set(0);
					// Within a transaction, which may be several jobs, it is refused: the next time, then.
					return connection.getAutoCommit() ? connection.exec("PRAGMA wal_checkpoint") : connection;
				}

				@Override
				protected void jobError(Throwable error) {
					log.warn("The write-ahead log of {} was not brought into it", NAME, error);
				}
			});
		}
	}

	@Override
	public long getTableItemCount(String table) {
		return counted.of("items " + table, () -> super.getTableItemCount(table));
	}

	@Override
	public long getTableByteSize(String table) {
		return counted.of("bytes " + table, () -> super.getTableByteSize(table));
	}

	@Override
	public long getGSIItemCount(String table, String index) {
		return counted.of("items " + table + " " + index, () -> super.getGSIItemCount(table, index));
	}

	@Override
	public long getGSIByteSize(String table, String index) {
		return counted.of("bytes " + table + " " + index, () -> super.getGSIByteSize(table, index));
	}

	@Override
	public long getLSIItemCount(String table, String index) {
		return counted.of("items " + table + " " + index, () -> super.getLSIItemCount(table, index));
	}

	@Override
	public long getLSIByteSize(String table, String index) {
		return counted.of("bytes " + table + " " + index, () -> super.getLSIByteSize(table, index));
	}

	@Override
	public void createTable(String table, AttributeDefinition hash, AttributeDefinition range,
			List<AttributeDefinition> attributes, List<LocalSecondaryIndex> local, List<GlobalSecondaryIndex> global,
			ProvisionedThroughput provisioned, OnDemandThroughput onDemand, BillingMode billing,
			Boolean deletionProtected,
			StreamSpecification stream) {
		changing(() -> super.createTable(table, hash, range, attributes, local, global, provisioned, onDemand, billing,
				deletionProtected, stream));
	}

	@Override
	public void updateTable(String table, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
			BillingMode billing, long time, List<AttributeDefinition> attributes,
			List<GlobalSecondaryIndexDescription> indexes, Boolean deletionProtected, StreamSpecification stream) {
		changing(() -> super.updateTable(table, provisioned, onDemand, billing, time, attributes, indexes,
				deletionProtected, stream));
	}

	@Override
	public void updateTable(String table, String timeToLive) {
		changing(() -> super.updateTable(table, timeToLive));
	}

	@Override
	public void createGSIColumns(String table, String index) {
		changing(() -> super.createGSIColumns(table, index));
	}

	@Override
	public void backfillGSI(String table, String index) {
		changing(() -> super.backfillGSI(table, index));
	}

	@Override
	public void deleteGSI(String table, String index) {
		changing(() -> super.deleteGSI(table, index));
	}

	@Override
	public void deleteTable(String table) {
		changing(() -> super.deleteTable(table));
	}
}
