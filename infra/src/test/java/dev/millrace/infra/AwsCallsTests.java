package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.kinesis.coordinator.Scheduler;

import dev.millrace.infra.settings.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Each call of AWS in a service's own code is among what its role may do: a new call without a permission fails here, not there. */
@NeedsNode
class AwsCallsTests {

	private static final Path ROOT = Path.of(System.getProperty("millrace.root", ".."));
	private static final Pattern CLIENT = Pattern
			.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+?(Async)?Client");
	private static final Map<String, String> PREFIXES = Map.of("eventbridge", "events", "bedrockruntime", "bedrock");
	private static final Set<String> NO_CALLS = Set.of("builder", "create", "close", "serviceName", "utilities",
			"waiter",
			"serviceClientConfiguration");
	/** Where the permission has another name than the call. */
	private static final Map<String, String> PERMISSIONS = Map.ofEntries(Map.entry("s3:HeadObject", "s3:GetObject"),
			Map.entry("s3:GetObjectAsBytes", "s3:GetObject"),
			Map.entry("dynamodb:BatchExecuteStatement", "dynamodb:PartiQLInsert"),
			Map.entry("s3:ListObjectsV2", "s3:ListBucket"), Map.entry("s3:ListObjects", "s3:ListBucket"),
			Map.entry("s3:HeadBucket", "s3:ListBucket"), Map.entry("s3:CreateMultipartUpload", "s3:PutObject"),
			Map.entry("s3:UploadPart", "s3:PutObject"), Map.entry("s3:CompleteMultipartUpload", "s3:PutObject"),
			Map.entry("s3:CopyObject", "s3:PutObject"), Map.entry("s3:DeleteObjects", "s3:DeleteObject"),
			Map.entry("s3:ListParts", "s3:ListMultipartUploadParts"),
			Map.entry("s3:ListMultipartUploads", "s3:ListBucketMultipartUploads"),
			Map.entry("s3:GetBucketCors", "s3:GetBucketCORS"),
			Map.entry("s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
			Map.entry("sqs:SendMessageBatch", "sqs:SendMessage"),
			Map.entry("sqs:DeleteMessageBatch", "sqs:DeleteMessage"),
			Map.entry("sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"),
			Map.entry("dynamodb:TransactWriteItems", "dynamodb:PutItem"),
			Map.entry("bedrock:Converse", "bedrock:InvokeModel"),
			Map.entry("dynamodb:TransactGetItems", "dynamodb:GetItem"));

	/**
	 * What the library that reads the stream can do and does not do for us: the lease table is infra's, so is its capacity;
	 * CloudWatch is not told; items that leases and workers have are few.
	 */
	private static final Set<String> NOT_DONE_FOR_US = Set.of("dynamodb:CreateTable", "dynamodb:UpdateTable",
			"dynamodb:UpdateContinuousBackups", "dynamodb:DeleteTable", "cloudwatch:PutMetricData");
	/** What it does only where {@code stream.fan-out} says so; otherwise readers share the stream's own throughput. */
	private static final Set<String> FAN_OUT = Set.of("kinesis:DescribeStreamConsumer",
			"kinesis:RegisterStreamConsumer",
			"kinesis:SubscribeToShard");

	/** Its class files lie in a jar of libraries, where recording would only show what our tests happen to provoke. */
	@Test
	void theProcessorMayDoWhatTheLibraryDoesForIt() throws IOException {
		String there = Scheduler.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		Set<String> calls;
		try (var jar = new JarFile(there)) {
			calls = calls(new ClassFileImporter().importJar(jar));
		}
		System.out.printf("amazon-kinesis-client can call %s%n", calls);

		assertThat(calls).contains("kinesis:GetRecords", "dynamodb:Scan").containsAll(NOT_DONE_FOR_US);
		var allowed = new Policies(Synthesised.full()).actions("processorTaskRole");
		assertThat(allowed).containsAll(calls.stream().filter(call -> !NOT_DONE_FOR_US.contains(call)).toList())
				.containsAll(FAN_OUT)
				.doesNotContainAnyElementsOf(NOT_DONE_FOR_US);
		assertThat(new Policies(Synthesised.prod()).actions("processorTaskRole")).doesNotContainAnyElementsOf(FAN_OUT);
	}

	@ParameterizedTest
	@EnumSource
	void theRoleAllowsWhatTheCodeCalls(Service service) {
		Path classes = ROOT.resolve(service.id()).resolve("target/classes");
		assumeThat(Files.isDirectory(classes)).as("the service is there").isTrue();

		Set<String> calls = calls(
				new ClassFileImporter().importPaths(classes, ROOT.resolve("web-support/target/classes")));
		System.out.printf("%s calls %s%n", service.id(), calls);

		assertThat(calls).isNotEmpty();
		assertThat(new Policies(Synthesised.full()).actions(service.word() + "TaskRole")).containsAll(calls);
	}

	@BeforeAll
	static void lookNoFurther() {
		// What is called is named in the classes that call it; those of AWS's clients need not be read.
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
	}

	private static Set<String> calls(JavaClasses classes) {
		var calls = new TreeSet<String>();
		for (JavaClass type : classes) {
			type.getMethodCallsFromSelf()
					.forEach(call -> permission(call.getTargetOwner().getFullName(), call.getName())
							.ifPresent(calls::add));
			// Handed over as a reference, it is called all the same.
			type.getMethodReferencesFromSelf()
					.forEach(call -> permission(call.getTargetOwner().getFullName(), call.getName())
							.ifPresent(calls::add));
		}
		return calls;
	}

	private static Optional<String> permission(String owner, String method) {
		Matcher client = CLIENT.matcher(owner);
		if (!client.matches() || NO_CALLS.contains(method)) {
			return Optional.empty();
		}
		String service = client.group(1);
		String action = method.replaceFirst("Paginator$", "");
		String call = PREFIXES.getOrDefault(service, service) + ":" + Character.toUpperCase(action.charAt(0))
				+ action.substring(1);
		return Optional.of(PERMISSIONS.getOrDefault(call, call));
	}
}
