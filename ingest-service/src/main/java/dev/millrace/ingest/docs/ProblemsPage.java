package dev.millrace.ingest.docs;

import java.util.stream.Collectors;

import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** The page to which the {@code type} of each problem leads: a section a code, under the code as its anchor. */
final class ProblemsPage {

	private ProblemsPage() {}

	/** The page of these problems, in the order in which they are declared. */
	static String of(JsonNode problems) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<title>Millrace: problems</title>
				<link rel="stylesheet" href="/docs/page.css">
				</head>
				<body>
				<main>
				<h1>Problems</h1>
				<p>Every error is a problem as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it. Branch on its
				<code>code</code>; its <code>type</code> leads here. <a href="/docs">All requests and answers</a></p>
				%s
				</main>
				</body>
				</html>
				"""
				.formatted(problems.properties()
						.stream()
						.map(problem -> section(problem.getKey(), problem.getValue()))
						.collect(Collectors.joining()));
	}

	private static String section(String code, JsonNode problem) {
		String statuses = problem.get("statuses")
				.valueStream()
				.map(JsonNode::asString)
				.collect(Collectors.joining(", "));
		return """
				<section id="%s">
				<h2><a href="#%1$s">%1$s</a> <small>%s</small></h2>
				<p>%s</p>
				<p><strong>What to do:</strong> %s</p>
				</section>
				""".formatted(code, statuses, text(problem, "means"), text(problem, "do"));
	}

	private static String text(JsonNode problem, String member) {
		return HtmlUtils.htmlEscape(problem.get(member).stringValue());
	}
}
