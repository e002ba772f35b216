package dev.millrace.infra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every switch by itself and every two of them together synthesise, strict on schemas and rules, as {@link Main} does. */
@NeedsNode
class SwitchTests {

	/** What each switch can say besides what the preset dev says; what must be said with it is behind a semicolon. */
	private static final Map<String, List<String>> SWITCHES = switches();

	private static Map<String, List<String>> switches() {
		var all = new LinkedHashMap<String, List<String>>();
		all.put("removal", List.of("", "removal=retain;deletion-protection=true"));
		all.put("network", List.of("", "network.public-tasks=false;network.nat=1",
				"network.zones=3;network.public-tasks=false;network.nat=3;network.endpoints=kinesis,sqs",
				"network.public-tasks=false;network.endpoints=all;images.collector=123456789012.dkr.ecr.eu-west-1.amazonaws.com/c:1"));
		// With the canary, which comes from outside, HTTPS must be open; narrower it is looked at in FoundationTests.
		all.put("edge",
				List.of("",
						"edge.certificate-arn=" + Synthesised.CERTIFICATE
								+ ";edge.domain=events.example.com;edge.https-cidrs=0.0.0.0/0",
						"edge.certificate-arn=" + Synthesised.CERTIFICATE
								+ ";edge.domain=events.example.com;edge.https-cidrs=192.0.2.0/24,0.0.0.0/0"));
		all.put("waf", List.of("", "edge.waf=true"));
		all.put("images", List.of("", "images.architecture=x86;images.registry=registry.example.com/millrace"));
		all.put("tasks", List.of("", "tasks.spot=;tasks.container-insights=enhanced;tasks.execute-command=true"));
		all.put("deployment", List.of("", "tasks.deployment=blue-green"));
		all.put("lattice", List.of("", "lattice.services=all",
				"lattice.domain=in.example.com;lattice.certificate-arn=" + Synthesised.CERTIFICATE));
		all.put("stream", List.of("", "stream.mode=on-demand;stream.shard-metrics=true", "stream.fan-out=true"));
		all.put("tables", List.of("", "tables.mode=provisioned;tables.min-capacity=5;tables.max-capacity=50"));
		all.put("recovery", List.of("", "tables.point-in-time-recovery=true;tables.streams=true;backup=true"));
		all.put("secrets",
				List.of("", "secrets.rotation-lambda-arn=arn:aws:lambda:eu-west-1:123456789012:function:rotate"));
		all.put("files", List.of("", "files.cors-origins=;files.bedrock-model=anthropic.claude-3-haiku-20240307-v1:0"));
		all.put("alarms", List.of("", "alarms.email=someone@example.com;guard-duty=true"));
		all.put("canary", List.of("", "canary=true"));
		all.put("dashboard", List.of("", "dashboard=true"));
		all.put("insights", List.of("", "application-insights=true"));
		all.put("delivery", List.of("", "delivery=github;delivery.repository=acme/millrace",
				"delivery=github;delivery.repository=acme/millrace;delivery.oidc-provider-arn=arn:aws:iam::123456789012:oidc-provider/x"));
		all.put("relational", List.of("", "relational=postgres", "relational=aurora"));
		return all;
	}

	static Stream<Map<String, String>> combinations() {
		return pairwise().stream();
	}

	@ParameterizedTest
	@MethodSource("combinations")
	void everyTwoSwitchesTogetherSynthesise(Map<String, String> chosen) {
		var context = new TreeMap<String, String>();
		chosen.values().forEach(value -> settings(value, context));
		var synthesised = Synthesised.of("pairs", context, true);
		assertThat(synthesised.templates()).containsKeys("Foundation", "Data", "App", "Ops");
	}

	static Stream<String> alone() {
		return SWITCHES.values().stream().flatMap(List::stream).filter(value -> !value.isEmpty());
	}

	@ParameterizedTest
	@MethodSource("alone")
	void everySwitchAloneSynthesises(String value) {
		var context = new TreeMap<String, String>();
		settings(value, context);
		assertThat(Synthesised.of("alone", context, true).templates()).containsKeys("Foundation", "Data", "App",
				"Ops");
	}

	@Test
	void everyPairIsAmongTheCombinations() {
		assertThat(pairsOf(pairwise())).containsAll(allPairs());
		System.out.printf("%d switches, %d pairs of values, covered by %d combinations%n", SWITCHES.size(),
				allPairs().size(),
				pairwise().size());
	}

	private static void settings(String value, Map<String, String> context) {
		for (String setting : value.split(";", -1)) {
			if (!setting.isEmpty()) {
				String[] parts = setting.split("=", 2);
				context.put(parts[0], parts[1]);
			}
		}
	}

	/** Greedy: of many combinations that are made in another order each time, the one that brings the most pairs not seen yet. */
	private static List<Map<String, String>> pairwise() {
		var random = new Random(1);
		Set<String> open = new LinkedHashSet<>(allPairs());
		var combinations = new ArrayList<Map<String, String>>();
		while (!open.isEmpty()) {
			Map<String, String> best = Map.of();
			long most = 0;
			for (int attempt = 0; attempt < 100; attempt++) {
				var candidate = candidate(open, random);
				long gain = pairsOf(List.of(candidate)).stream().filter(open::contains).count();
				if (gain > most) {
					most = gain;
					best = candidate;
				}
			}
			open.removeAll(pairsOf(List.of(best)));
			combinations.add(best);
		}
		return combinations;
	}

	/** Begins with a pair that is still open, so that it brings one at least. */
	private static Map<String, String> candidate(Set<String> open, Random random) {
		var chosen = new LinkedHashMap<String, String>();
		force(List.copyOf(open).get(random.nextInt(open.size())), chosen);
		var order = new ArrayList<>(SWITCHES.keySet());
		Collections.shuffle(order, random);
		for (String name : order) {
			if (!chosen.containsKey(name)) {
				chosen.put(name, SWITCHES.getOrDefault(name, List.of())
						.stream()
						.max(Comparator.comparingLong(value -> chosen.entrySet()
								.stream()
								.filter(other -> open.contains(pair(other.getKey(), other.getValue(), name, value))
										|| open.contains(pair(name, value, other.getKey(), other.getValue())))
								.count()))
						.orElseThrow());
			}
		}
		var combination = new LinkedHashMap<String, String>();
		SWITCHES.keySet().forEach(name -> combination.put(name, chosen.getOrDefault(name, "")));
		return combination;
	}

	private static void force(String pair, Map<String, String> combination) {
		String[] parts = pair.split("\\|", -1);
		combination.put(parts[0], parts[1]);
		combination.put(parts[2], parts[3]);
	}

	private static Set<String> allPairs() {
		var pairs = new LinkedHashSet<String>();
		var names = List.copyOf(SWITCHES.keySet());
		for (int i = 0; i < names.size(); i++) {
			for (int j = i + 1; j < names.size(); j++) {
				for (String one : SWITCHES.getOrDefault(names.get(i), List.of())) {
					for (String other : SWITCHES.getOrDefault(names.get(j), List.of())) {
						pairs.add(pair(names.get(i), one, names.get(j), other));
					}
				}
			}
		}
		return pairs;
	}

	private static Set<String> pairsOf(List<Map<String, String>> combinations) {
		var pairs = new LinkedHashSet<String>();
		for (Map<String, String> combination : combinations) {
			var names = List.copyOf(combination.keySet());
			for (int i = 0; i < names.size(); i++) {
				for (int j = i + 1; j < names.size(); j++) {
					pairs.add(pair(names.get(i), combination.getOrDefault(names.get(i), ""), names.get(j),
							combination.getOrDefault(names.get(j), "")));
				}
			}
		}
		return pairs;
	}

	private static String pair(String one, String value, String other, String otherValue) {
		return one + "|" + value + "|" + other + "|" + otherValue;
	}
}
