package dev.millrace.file.bedrock;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

import dev.millrace.file.Cost;
import dev.millrace.file.Description;
import dev.millrace.file.LanguageModel;

/** A model, asked by the Converse API, which is the same for all of them. */
record BedrockModel(BedrockRuntimeClient client, String name, BedrockSettings settings) implements LanguageModel {

	private static final int TIMED_OUT = 408;

	@Override
	public Cost most(String text) {
		return settings.most(text);
	}

	@Override
	public Answer describe(String text) {
		try {
			var answer = client.converse(Prompt.of(text, name, settings.answerTokens()));
			var cost = settings.cost(answer.usage().inputTokens(), answer.usage().outputTokens());
			return form(answer).<Answer>map(description -> new Answer.Described(description, cost))
					.orElseGet(() -> new Answer.Nothing("It ended with " + answer.stopReasonAsString(), cost));
		} catch (SdkException e) {
			return new Answer.Nothing(String.valueOf(e.getMessage()), isRefused(e) ? Cost.NONE : most(text));
		}
	}

	/** Before the model began: nothing is billed. Of anything else nobody knows. */
	private static boolean isRefused(SdkException e) {
		return e instanceof AwsServiceException refused && refused.statusCode() >= 400 && refused.statusCode() < 500
				&& refused.statusCode() != TIMED_OUT;
	}

	private static Optional<Description> form(ConverseResponse answer) {
		return answer.output()
				.message()
				.content()
				.stream()
				.map(ContentBlock::toolUse)
				.filter(tool -> tool != null && Prompt.TOOL.equals(tool.name()))
				.map(ToolUseBlock::input)
				.filter(Document::isMap)
				.findFirst()
				.map(form -> new Description(text(form.asMap().get(Prompt.SUMMARY)),
						texts(form.asMap().get(Prompt.LABELS))))
				.filter(description -> !description.summary().isEmpty());
	}

	private static List<String> texts(@Nullable Document value) {
		return value != null && value.isList() ? value.asList().stream().map(BedrockModel::text).toList() : List.of();
	}

	private static String text(@Nullable Document value) {
		return value != null && value.isString() ? value.asString() : "";
	}
}
