package dev.millrace.cloud.dynamodb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallersQueueTests {

	private static final int THREADS = 8;
	private static final int JOBS = 200;

	@TempDir
	private Path directory;

	private CallersQueue queue;

	@BeforeEach
	void open() throws Exception {
		UnsyncedDatabase.client(directory).shutdown(); // It loads SQLite.
		queue = new CallersQueue(directory.resolve("things.db").toFile());
		exec("CREATE TABLE things (number INTEGER)");
	}

	@AfterEach
	void close() throws InterruptedException {
		queue.stop(true).join();
	}

	@Test
	void aJobRunsInTheThreadThatWantsIt() throws Exception {
		assertThat(queue.execute(job(_ -> Thread.currentThread())).get()).isSameAs(Thread.currentThread());
	}

	@Test
	void jobsOfManyThreadsRunOneAtATime() throws Exception {
		try (var threads = Executors.newFixedThreadPool(THREADS)) {
			List<Callable<Void>> work = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				work.add(() -> {
					for (int j = 0; j < JOBS; j++) {
						queue.execute(job(CallersQueueTests::countedUp)).get();
					}
					return null;
				});
			}
			for (Future<Void> done : threads.invokeAll(work)) {
				done.get();
			}
		}

		assertThat(rows()).isEqualTo(THREADS * JOBS);
	}

	/** Two at once would write the same number twice. */
	private static Object countedUp(SQLiteConnection connection) throws SQLiteException {
		return connection.exec("BEGIN")
				.exec("INSERT INTO things SELECT count(*) FROM things WHERE NOT EXISTS "
						+ "(SELECT 1 FROM things AS others WHERE others.number = (SELECT count(*) FROM things))")
				.exec("COMMIT");
	}

	@Test
	void aJobThatFailsHasItsErrorAndHoldsUpNobody() throws Exception {
		var failing = queue.execute(job(connection -> connection.exec("INSERT INTO nowhere VALUES (1)")));

		assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class)
				.hasCauseInstanceOf(SQLiteException.class);
		exec("INSERT INTO things VALUES (1)");
		assertThat(rows()).isOne();
	}

	@Test
	void noJobOfOthersComesIntoATransaction() throws Exception {
		exec("BEGIN");
		exec("INSERT INTO things VALUES (1)");
		var begun = new CountDownLatch(1);
		try (var others = Executors.newSingleThreadExecutor()) {
			Future<?> other = others.submit(() -> {
				begun.countDown();
				exec("INSERT INTO things VALUES (2)");
				return null;
			});
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

			exec("INSERT INTO things VALUES (3)");
			exec("ROLLBACK");

			other.get(10, TimeUnit.SECONDS);
		}
		assertThat(rows()).as("the other's own").isOne();
	}

	@Test
	void whoComesAfterTheEndIsTold() throws Exception {
		queue.stop(true).join();

		assertThatThrownBy(() -> queue.execute(job(connection -> connection)).get())
				.isInstanceOf(IllegalStateException.class);
	}

	private void exec(String sql) throws Exception {
		queue.execute(job(connection -> connection.exec(sql))).get();
	}

	private int rows() throws Exception {
		return queue.execute(job(connection -> {
			var count = connection.prepare("SELECT count(*) FROM things");
			try {
				count.step();
				return count.columnInt(0);
			} finally {
				count.dispose();
			}
		})).get();
	}

	private interface Work<T> {

		T on(SQLiteConnection connection) throws SQLiteException;
	}

	private static <T> SQLiteJob<T> job(Work<T> work) {
		return new SQLiteJob<>() {
			@Override
			protected T job(SQLiteConnection connection) throws SQLiteException {
				return work.on(connection);
			}
		};
	}
}
