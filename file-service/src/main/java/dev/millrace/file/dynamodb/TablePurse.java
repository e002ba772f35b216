package dev.millrace.file.dynamodb;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import dev.millrace.file.Cost;
import dev.millrace.file.Purse;

/** A row a day, which all instances add to: an addition that would pass the cap is refused by the table itself. */
record TablePurse(Table table) implements Purse {

	private static final String ADD = "ADD tokens :tokens, microDollars :micros SET expiresAt = :expiry";
	private static final int KEPT_MONTHS = 13;

	@Override
	public boolean take(LocalDate day, Cost cost, Cost mostADay) {
		if (!cost.isWithin(mostADay)) {
			return false;
		}
		Cost before = mostADay.minus(cost);
		var values = values(day, cost);
		values.put(":tokensBefore", FileItem.number(before.tokens()));
		values.put(":microsBefore", FileItem.number(before.microDollars()));
		return table.ask(dynamo -> {
			try {
				dynamo.updateItem(update(day, values)
						.conditionExpression("attribute_not_exists(id) OR "
								+ "(tokens <= :tokensBefore AND microDollars <= :microsBefore)")
						.build());
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	@Override
	public void putBack(LocalDate day, Cost rest) {
		table.ask(dynamo -> dynamo.updateItem(update(day, values(day, Cost.NONE.minus(rest))).build()));
	}

	private UpdateItemRequest.Builder update(LocalDate day, Map<String, AttributeValue> values) {
		return UpdateItemRequest.builder()
				.tableName(table.name())
				.key(Table.key("spent:" + day))
				.updateExpression(ADD)
				.expressionAttributeValues(values);
	}

	private static Map<String, AttributeValue> values(LocalDate day, Cost cost) {
		var values = new HashMap<String, AttributeValue>();
		values.put(":tokens", FileItem.number(cost.tokens()));
		values.put(":micros", FileItem.number(cost.microDollars()));
		values.put(":expiry", FileItem
				.number(day.plusMonths(KEPT_MONTHS).atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
		return values;
	}
}
