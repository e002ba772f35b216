package dev.millrace.infra;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a month costs: each billable resource of the templates, and stated traffic, at the prices of one dated file. */
@NeedsNode
class CostTests {

	private static final JsonNode PRICES = prices();

	@Test
	void everyTypeHasAPriceOrIsFree() {
		for (var synthesised : List.of(Synthesised.dev(), Synthesised.prod(), Synthesised.full())) {
			assertThat(synthesised.resources()
					.map(Synthesised.Resource::type)
					.distinct()
					.filter(type -> !BilledTypes.know(type))).as("types without a price in " + synthesised.name())
					.isEmpty();
		}
	}

	@Test
	void eachPriceIsConfirmedByAPageOrSaidNotToBe() {
		var told = new TreeSet<>(unconfirmed());
		PRICES.get("confirmed")
				.forEach(page -> page.get("prices")
						.forEach(price -> assertThat(told.add(price.stringValue())).as("%s, once", price).isTrue()));

		assertThat(told).isEqualTo(new TreeSet<>(PRICES.get("usd").propertyNames()));
	}

	@Test
	void devIdlesUnderEightyDollars() {
		var month = new CostModel(PRICES, Synthesised.dev()).idle();
		print("dev, idle", month);
		printDoubt(month, new CostModel(withoutUnconfirmed(), Synthesised.dev()).idle());

		assertThat(CostModel.sum(month)).isLessThan(80);
	}

	@Test
	void prodAtAThousandEventsASecond() {
		var model = new CostModel(PRICES, Synthesised.prod());
		var traffic = new CostModel.Traffic(1000, 1024, 100, true);
		var batched = model.at(traffic);
		var single = model.at(new CostModel.Traffic(1000, 1024, 1, true));
		var plain = model.at(new CostModel.Traffic(1000, 1024, 1, false));
		print("prod, 1,000 events/s of 1 KiB, 100 to a request", batched);
		printDoubt(batched, new CostModel(withoutUnconfirmed(), Synthesised.prod()).at(traffic));
		JsonNode peer = PRICES.get("peer");
		double onDemand = peer.get("fargate").asDouble() + peer.get("alb").asDouble()
				+ peer.get("kinesis-on-demand").asDouble()
				+ peer.get("kinesis-endpoint").asDouble();
		double provisioned = peer.get("fargate").asDouble() + peer.get("alb").asDouble()
				+ peer.get("kinesis-provisioned").asDouble() + peer.get("kinesis-endpoint").asDouble();
		System.out.printf("""
				intake alone, as the peer counts it (load balancer, its tasks, stream, way to the stream)
				  aggregated, 100 events a request  %8.2f
				  aggregated, 1 event a request     %8.2f
				  neither                           %8.2f
				  the peer, stream on demand        %8.2f, a third of it %8.2f
				  the peer, stream provisioned      %8.2f, a third of it %8.2f
				""", CostModel.intake(batched), CostModel.intake(single), CostModel.intake(plain), onDemand,
				onDemand / 3,
				provisioned, provisioned / 3);

		assertThat(CostModel.intake(batched)).isLessThan(onDemand / 3);
		assertThat(CostModel.intake(batched)).isLessThan(CostModel.intake(single));
		assertThat(CostModel.intake(single)).isLessThan(CostModel.intake(plain));
	}

	private static void print(String title, Map<String, Double> month) {
		System.out.printf("%s: $%.2f a month (prices of %s, %s)%n", title, CostModel.sum(month),
				PRICES.get("date").asString(),
				PRICES.get("region").asString());
		new TreeMap<>(month).forEach((what, dollars) -> {
			if (dollars >= 0.005) {
				System.out.printf("  %-44s %9.2f%n", what, dollars);
			}
		});
	}

	/** What is at prices that no page has confirmed. */
	private static void printDoubt(Map<String, Double> month, Map<String, Double> certain) {
		System.out.printf("  of this at unconfirmed prices %24.2f: %s%n", CostModel.sum(month) - CostModel.sum(certain),
				unconfirmed());
	}

	private static JsonNode withoutUnconfirmed() {
		var prices = (ObjectNode) PRICES.deepCopy();
		unconfirmed().forEach(price -> prices.withObject("/usd").put(price, 0));
		return prices;
	}

	private static List<String> unconfirmed() {
		return PRICES.get("unconfirmed").valueStream().map(JsonNode::stringValue).toList();
	}

	private static JsonNode prices() {
		try (InputStream in = CostTests.class.getResourceAsStream("/prices.json")) {
			if (in == null) {
				throw new AssertionError("There is no prices.json");
			}
			return JsonMapper.shared().readTree(in);
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}
}
