package dev.millrace.cloud.dynamodb;

import java.io.File;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;

/**
 * Does each job in the thread that wants it done, one at a time. The library's own queue has one thread for all jobs, and
 * an item that is inserted is two of them: waking that thread and being woken by it takes longer than the insert does.
 * SQLite does not mind which thread calls it, as long as it is one at a time.
 */
final class CallersQueue extends SQLiteQueue {

	/** The library refuses a connection to all threads but the one that opened it. */
	private static final Field CONFINEMENT = confinement();

	private final ReentrantLock turn = new ReentrantLock();
	private final SQLiteConnection connection;

	/**
	 * A queue that is open for jobs.
	 *
	 * @throws ExecutionException if the database cannot be opened
	 */
	CallersQueue(File database) throws ExecutionException, InterruptedException {
		super(database);
		start();
		connection = super.execute(new SQLiteJob<SQLiteConnection>() {
			@Override
			protected SQLiteConnection job(SQLiteConnection opened) {
				return opened;
			}
		}).get();
	}

	private static Field confinement() {
		try {
			var field = SQLiteConnection.class.getDeclaredField("myConfinement");
			field.setAccessible(true);
			return field;
		} catch (NoSuchFieldException e) {
			throw new IllegalStateException("This library keeps a connection's thread elsewhere", e);
		}
	}

	/** Returns when the job is done; if it failed, the job has the error. */
	@Override
	public <T, J extends SQLiteJob<T>> J execute(J job) {
		begin();
		try {
			executeJob(job);
		} catch (Throwable e) { // Of the queue: a job's own stays with it.
			throw new IllegalStateException(job + " could not be done", e);
		} finally {
			end();
		}
		return job;
	}

	private void begin() {
		turn.lock();
		try {
			CONFINEMENT.set(connection, Thread.currentThread());
		} catch (IllegalAccessException e) {
			throw new IllegalStateException("it was made accessible", e);
		}
	}

	/** A transaction of several jobs is one turn: nobody else's job may come to be a part of it. */
	private void end() {
		if (isBetweenTransactions()) {
			while (turn.isHeldByCurrentThread()) {
				turn.unlock();
			}
		}
	}

	private boolean isBetweenTransactions() {
		try {
			return connection.getAutoCommit();
		} catch (SQLiteException _) { // It is closed.
			return true;
		}
	}

	/** Called in the library's thread, when it stops. */
	@Override
	protected void disposeConnection(SQLiteConnection closed) {
		if (closed == null) {
			return;
		}
		begin();
		try {
			super.disposeConnection(closed);
		} finally {
			end();
		}
	}
}
