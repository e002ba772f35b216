package dev.millrace.cloud.dynamodb;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDBLocal on one database file for all regions and credentials (what its -sharedDb does). */
public final class DynamoDb {
	private static final int AUTHORITY_LEVEL = 0;

	private DynamoDb() {}

	/** Answers DynamoDB and DynamoDB Streams requests; its files lie in {@code directory}. */
	public static Handler on(Path directory) throws Exception {
		unpackNativeLibraryUnder(directory);
		var requests = new LocalDynamoDBRequestHandler(AUTHORITY_LEVEL, false, directory + File.separator, true,
				false);
		databases(requests).put(UnsyncedDatabase.NAME, UnsyncedDatabase.client(directory));
		return new AnyCredentials(requests);
	}

	/** DynamoDBLocal's SQLite unpacks itself at each start; a kill would leave its copies in the temp directory. */
	private static void unpackNativeLibraryUnder(Path directory) throws IOException {
		var unpacked = Files.createDirectories(directory.resolve("native"));
		try (var leftovers = Files.newDirectoryStream(unpacked)) {
			for (var leftover : leftovers) {
				Files.delete(leftover);
			}
		}
		System.setProperty("org.sqlite.tmpdir", unpacked.toString());
	}

	/** The handler opens a database by itself unless one is there under its name; it has no other way to give it one. */
	@SuppressWarnings("unchecked")
	private static Map<String, AmazonDynamoDBLocal> databases(LocalDynamoDBRequestHandler requests) {
		try {
			var field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
			field.setAccessible(true);
			return (Map<String, AmazonDynamoDBLocal>) field.get(requests);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException("This DynamoDBLocal keeps its databases elsewhere", e);
		}
	}

	/** DynamoDBLocal refuses access keys with other characters than letters and digits, although it ignores them. */
	private static final class AnyCredentials extends LocalDynamoDBServerHandler {
		private final LocalDynamoDBRequestHandler requests;

		AnyCredentials(LocalDynamoDBRequestHandler requests) {
			super(requests, "*");
			this.requests = requests;
		}

		@Override
		protected String getAccessKey(Request request) {
			return "local";
		}

		@Override
		protected void doStop() throws Exception {
			super.doStop();
			requests.shutdown();
		}
	}
}
