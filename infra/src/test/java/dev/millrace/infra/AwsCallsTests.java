package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.kinesis.coordinator.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.settings.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * {@code platform/calls.json} declares what each service calls of AWS. It is what its code can call, read from its classes; what it
 * has called in the system tests, as the local cloud records it, is held against the same file there. A role allows what is declared.
 */
@NeedsNode
class AwsCallsTests {

	private static final Path ROOT = Path.of(System.getProperty("millrace.root", ".."));
	private static final Pattern CLIENT = Pattern
			.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.(\\w+?(Async)?Client|presigner\\.\\w+)");
	/** What the SDK puts around the name of a call. */
	private static final Pattern DRESSING = Pattern.compile("^presign|Paginator$|AsBytes$");
	private static final Map<String, String> PREFIXES = Map.of("eventbridge", "events", "bedrockruntime", "bedrock");
	private static final Set<String> NO_CALLS = Set.of("builder", "create", "close", "serviceName", "utilities",
			"waiter",
			"serviceClientConfiguration");
	/** Where the permission has another name than the call. */
	private static final Map<String, String> PERMISSIONS = Map.ofEntries(Map.entry("s3:HeadObject", "s3:GetObject"),
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
	/** What a library does for each service where {@code metrics.sender} says so. */
	private static final String METRICS = "cloudwatch:PutMetricData";
	/** What it does only where {@code stream.fan-out} says so; otherwise readers share the stream's own throughput. */
	private static final Set<String> FAN_OUT = Set.of("kinesis:DescribeStreamConsumer",
			"kinesis:RegisterStreamConsumer",
			"kinesis:SubscribeToShard");

	@ParameterizedTest
	@EnumSource
	void whatIsDeclaredIsWhatTheCodeCalls(Service service) throws IOException {
		Path classes = ROOT.resolve(service.id()).resolve("target/classes");
		assumeThat(Files.isDirectory(classes)).as("the service is there").isTrue();

		Set<String> calls = calls(
				new ClassFileImporter().importPaths(classes, ROOT.resolve("web-support/target/classes")));
		if (service == Service.PROCESSOR) {
			calls.addAll(callsOfTheLibrary());
			calls.removeAll(NOT_DONE_FOR_US);
		}
		calls.addAll(callsOf(CloudWatchMeterRegistry.class));
		System.out.printf("%s calls %s%n", service.id(), calls);

		assertThat(declared(service)).containsExactlyElementsOf(calls);
	}

	@ParameterizedTest
	@EnumSource
	void theRoleAllowsWhatIsDeclared(Service service) throws IOException {
		assertThat(new Policies(Synthesised.full()).actions(service.word() + "TaskRole"))
				.containsAll(declared(service).stream().map(call -> PERMISSIONS.getOrDefault(call, call)).toList());
	}

	@Test
	void theProcessorMayNotDoWhatTheLibraryDoesNotDoForIt() throws IOException {
		assertThat(callsOfTheLibrary()).contains("kinesis:GetRecords", "dynamodb:Scan")
				.containsAll(NOT_DONE_FOR_US)
				.containsAll(FAN_OUT);
		assertThat(new Policies(Synthesised.full()).actions("processorTaskRole"))
				.doesNotContainAnyElementsOf(
						NOT_DONE_FOR_US.stream().filter(call -> !call.equals(METRICS)).toList());
		assertThat(new Policies(Synthesised.prod()).actions("processorTaskRole"))
				.doesNotContainAnyElementsOf(NOT_DONE_FOR_US)
				.doesNotContainAnyElementsOf(FAN_OUT);
	}

	private static List<String> declared(Service service) throws IOException {
		return JsonMapper.shared()
				.readTree(Files.readAllBytes(ROOT.resolve("platform/calls.json")))
				.get(service.id())
				.valueStream()
				.map(JsonNode::stringValue)
				.toList();
	}

	/** Its class files lie in a jar of libraries, where recording would only show what our tests happen to provoke. */
	private static Set<String> callsOfTheLibrary() throws IOException {
		return callsOf(Scheduler.class);
	}

	/** Those of the whole jar that a class lies in. */
	private static Set<String> callsOf(Class<?> inJar) throws IOException {
		String there = inJar.getProtectionDomain().getCodeSource().getLocation().getPath();
		try (var jar = new JarFile(there)) {
			return calls(new ClassFileImporter().importJar(jar));
		}
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
					.forEach(call -> call(call.getTargetOwner().getFullName(), call.getName())
							.ifPresent(calls::add));
			// Handed over as a reference, it is called all the same.
			type.getMethodReferencesFromSelf()
					.forEach(call -> call(call.getTargetOwner().getFullName(), call.getName())
							.ifPresent(calls::add));
		}
		return calls;
	}

	private static Optional<String> call(String owner, String method) {
		Matcher client = CLIENT.matcher(owner);
		if (!client.matches() || NO_CALLS.contains(method)) {
			return Optional.empty();
		}
		String service = client.group(1);
		String operation = DRESSING.matcher(method).replaceAll("");
		return Optional.of(PREFIXES.getOrDefault(service, service) + ":" + Character.toUpperCase(operation.charAt(0))
				+ operation.substring(1));
	}
}
