package dev.millrace.infra.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.cloudwatch.CfnDashboard;

import dev.millrace.infra.app.Metrics;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The way of the data, left to right: what comes in, the stream, what is stored; below it what went wrong, and what it runs on. */
final class Dashboard {

	private static final int WIDTH = 6;
	private static final int HEIGHT = 6;

	private final PlatformStack stack;
	private final PlatformMetrics metrics;
	private final DataStack data;
	private final List<Map<String, Object>> widgets = new ArrayList<>();

	Dashboard(PlatformStack stack, PlatformMetrics metrics, DataStack data) {
		this.stack = stack;
		this.metrics = metrics;
		this.data = data;
	}

	void make() {
		row(0, List.of(
				widget("1 Requests", metrics.balancer("RequestCount", "Sum"),
						metrics.balancer("HTTPCode_Target_4XX_Count", "Sum"),
						metrics.balancer("HTTPCode_Target_5XX_Count", "Sum"),
						metrics.balancer("HTTPCode_ELB_5XX_Count", "Sum")),
				widget("2 Into the stream", metrics.stream("IncomingRecords", "Sum"),
						metrics.stream("IncomingBytes", "Sum"),
						metrics.stream("WriteProvisionedThroughputExceeded", "Sum")),
				widget("3 Out of the stream", metrics.stream("GetRecords.IteratorAgeMilliseconds", "Maximum"),
						metrics.stream("GetRecords.Records", "Sum")),
				widget("4 Into the table", metrics.table("events", "ConsumedWriteCapacityUnits", "Sum"),
						metrics.table("events", "WriteThrottleEvents", "Sum"))));
		row(1, List.of(
				widget("The promise: accepted = stored + duplicate + dead-lettered",
						metrics.counted(Metrics.ACCEPTED),
						metrics.counted(Metrics.STORED), metrics.counted(Metrics.DUPLICATE),
						metrics.counted(Metrics.DEAD_LETTERED)),
				widget("Dead letters", data.queues()
						.ofDeadLetters()
						.values()
						.stream()
						.map(queue -> metrics.queue(queue.getQueueName(), "ApproximateNumberOfMessagesVisible",
								"Maximum"))
						.toArray(Metric[]::new)),
				widget("Files waiting",
						metrics.queue(data.queues().files().getQueueName(), "ApproximateNumberOfMessagesVisible",
								"Maximum"),
						metrics.queue(data.queues().files().getQueueName(), "ApproximateAgeOfOldestMessage",
								"Maximum")),
				widget("Latency", metrics.balancer("TargetResponseTime", "p50"),
						metrics.balancer("TargetResponseTime", "p99"))));
		row(2, List.of(each("CPU", "CPUUtilization"), each("Memory", "MemoryUtilization"),
				widget("Tasks", metrics.tasks(Service.INGEST), metrics.tasks(Service.PROCESSOR),
						metrics.tasks(Service.FILE)),
				widget("Blocked at the edge", metrics.firewall("BlockedRequests"),
						metrics.firewall("CountedRequests"))));
		var body = new LinkedHashMap<String, Object>();
		body.put("start", "-PT3H");
		body.put("widgets", widgets);
		CfnDashboard.Builder.create(stack, "Dashboard")
				.dashboardName(stack.name(Limit.DASHBOARD, "way-of-the-data"))
				.dashboardBody(stack.toJsonString(body))
				.build();
	}

	private Map<String, Object> each(String title, String metric) {
		return widget(title, metrics.service(Service.INGEST, metric, "Average"),
				metrics.service(Service.PROCESSOR, metric, "Average"),
				metrics.service(Service.FILE, metric, "Average"));
	}

	private void row(int row, List<Map<String, Object>> across) {
		int column = 0;
		for (Map<String, Object> widget : across) {
			widget.put("x", column * WIDTH);
			widget.put("y", row * HEIGHT);
			widgets.add(widget);
			column++;
		}
	}

	private Map<String, Object> widget(String title, Metric... shown) {
		var properties = new LinkedHashMap<String, Object>();
		properties.put("title", title);
		properties.put("region", stack.getRegion());
		properties.put("view", "timeSeries");
		properties.put("period", 60);
		properties.put("metrics", List.of(shown).stream().map(Dashboard::line).toList());
		var widget = new LinkedHashMap<String, Object>();
		widget.put("type", "metric");
		widget.put("width", WIDTH);
		widget.put("height", HEIGHT);
		widget.put("properties", properties);
		return widget;
	}

	private static List<Object> line(Metric metric) {
		var line = new ArrayList<Object>(List.of(metric.namespace(), metric.name()));
		metric.dimensions().forEach((name, value) -> {
			line.add(name);
			line.add(value);
		});
		line.add(Map.of("stat", metric.statistic()));
		return line;
	}
}
