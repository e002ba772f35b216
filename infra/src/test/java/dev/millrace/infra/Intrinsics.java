package dev.millrace.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What CloudFormation's functions come to, as far as names decide it: account 123456789012, region eu-west-1. What only AWS
 * knows reads as {@code <Stack.Resource.Attribute>}.
 */
final class Intrinsics {

	static final String ACCOUNT = "123456789012";
	static final String REGION = "eu-west-1";

	private static final Map<String, String> PSEUDO = Map.of("AWS::AccountId", ACCOUNT, "AWS::Region", REGION,
			"AWS::Partition", "aws", "AWS::URLSuffix", "amazonaws.com", "AWS::StackName", "stack", "AWS::NoValue", "");
	private static final Map<String, String> ARNS = Map.of("AWS::DynamoDB::Table", "dynamodb:%s:%s:table/%s",
			"AWS::Kinesis::Stream", "kinesis:%s:%s:stream/%s", "AWS::SQS::Queue", "sqs:%s:%s:%s",
			"AWS::Events::EventBus",
			"events:%s:%s:event-bus/%s", "AWS::SNS::Topic", "sns:%s:%s:%s", "AWS::Logs::LogGroup",
			"logs:%s:%s:log-group:%s:*",
			"AWS::Lambda::Function", "lambda:%s:%s:function:%s", "AWS::SecretsManager::Secret",
			"secretsmanager:%s:%s:secret:%s-AbCdEf", "AWS::ECR::Repository", "ecr:%s:%s:repository/%s",
			"AWS::VpcLattice::Service", "vpc-lattice:%s:%s:service/%s");
	private static final List<String> NAMES = List.of("TableName", "Name", "QueueName", "TopicName", "LogGroupName",
			"FunctionName", "RepositoryName", "BucketName", "RoleName", "SecretName", "EventBusName", "ClusterName",
			"ServiceName");

	private final Map<String, JsonNode> templates;
	private final Map<String, Export> exports = new HashMap<>();

	private record Export(String stack, JsonNode value) {}

	Intrinsics(Synthesised synthesised) {
		templates = synthesised.templates();
		templates.forEach((stack, template) -> template.path("Outputs").forEach(output -> {
			if (output.has("Export")) {
				exports.put(output.at("/Export/Name").asString(), new Export(stack, output.get("Value")));
			}
		}));
	}

	/** As text. */
	String text(String stack, JsonNode value) {
		if (!value.isObject()) {
			return value.asString();
		}
		var function = value.properties().iterator().next();
		JsonNode argument = function.getValue();
		return switch (function.getKey()) {
			case "Ref" -> ref(stack, argument.asString());
			case "Fn::GetAtt" -> attribute(stack, argument.get(0).asString(), argument.get(1).asString());
			case "Fn::Join" -> argument.get(1)
					.valueStream()
					.map(part -> text(stack, part))
					.collect(Collectors.joining(argument.get(0).asString()));
			case "Fn::ImportValue" -> {
				var export = exports.get(text(stack, argument));
				if (export == null) {
					throw new AssertionError("No stack exports " + argument);
				}
				yield text(export.stack(), export.value());
			}
			case "Fn::Sub" -> argument.asString();
			case "Fn::Select" -> "<" + argument + ">";
			default -> throw new AssertionError("What does %s come to?".formatted(value));
		};
	}

	/** One value or several, as policies have them. */
	List<String> texts(String stack, JsonNode value) {
		var texts = new ArrayList<String>();
		if (value.isArray()) {
			value.forEach(one -> texts.add(text(stack, one)));
		} else if (!value.isMissingNode()) {
			texts.add(text(stack, value));
		}
		return texts;
	}

	private String ref(String stack, String id) {
		String pseudo = PSEUDO.get(id);
		if (pseudo != null) {
			return pseudo;
		}
		JsonNode resource = resource(stack, id);
		String type = resource.path("Type").asString();
		return switch (type) {
			case "AWS::SQS::Queue" ->
				"https://sqs.%s.amazonaws.com/%s/%s".formatted(REGION, ACCOUNT, name(stack, resource));
			case "AWS::SNS::Topic", "AWS::SecretsManager::Secret" -> arn(stack, type, resource);
			default -> name(stack, resource).isEmpty() ? "<%s.%s>".formatted(stack, id) : name(stack, resource);
		};
	}

	private String attribute(String stack, String id, String attribute) {
		JsonNode resource = resource(stack, id);
		String type = resource.path("Type").asString();
		return switch (attribute) {
			case "Arn" -> switch (type) {
				case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name(stack, resource);
				case "AWS::IAM::Role" -> "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name(stack, resource));
				case "AWS::KMS::Key" -> "arn:aws:kms:%s:%s:key/%s".formatted(REGION, ACCOUNT, id);
				default -> ARNS.containsKey(type) ? arn(stack, type, resource) : "<%s.%s.Arn>".formatted(stack, id);
			};
			case "QueueName", "Name" -> name(stack, resource);
			default -> "<%s.%s.%s>".formatted(stack, id, attribute);
		};
	}

	private String arn(String stack, String type, JsonNode resource) {
		return "arn:aws:" + ARNS.getOrDefault(type, "%s%s%s").formatted(REGION, ACCOUNT, name(stack, resource));
	}

	private String name(String stack, JsonNode resource) {
		JsonNode properties = resource.path("Properties");
		if (resource.path("Type").asString().equals("AWS::SecretsManager::Secret")) {
			return properties.path("Name").asString();
		}
		return NAMES.stream()
				.filter(properties::has)
				.findFirst()
				.map(name -> text(stack, properties.get(name)))
				.orElse("");
	}

	private JsonNode resource(String stack, String id) {
		var template = templates.get(stack);
		return template == null ? tools.jackson.databind.node.MissingNode.getInstance()
				: template.path("Resources").path(id);
	}
}
