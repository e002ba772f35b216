package dev.millrace.infra.settings;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static dev.millrace.infra.settings.Setting.*;

/** Each setting by itself; how they fit together is for {@link Contradictions}. */
final class SettingsReader {

	private static final Pattern SUFFIX_FORM = Pattern.compile("[a-z]([a-z0-9-]{0,14}[a-z0-9])?");
	private static final Pattern REGION_FORM = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
	private static final Pattern CERTIFICATE_FORM = Pattern
			.compile("arn:aws[a-z-]*:acm:[a-z]{2}(-[a-z]+)+-\\d:\\d{12}:certificate/\\S+");
	private static final Pattern LAMBDA_FORM = Pattern
			.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:\\S+");
	private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}");
	private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@/-]{4,}\\*?");
	private static final Pattern DOMAIN_FORM = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
	private static final Pattern REGISTRY_FORM = Pattern.compile("[a-z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)*");
	private static final Pattern IMAGE_TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
	private static final Pattern IMAGE = Pattern
			.compile("[a-z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})");
	private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.*-]+(:\\d+)?|\\*");
	private static final List<Integer> LOG_RETENTIONS = List.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400,
			545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);
	private final Values values;

	SettingsReader(Values values) {
		this.values = values;
	}

	Settings read() {
		return new Settings(
				values.matching(SUFFIX, SUFFIX_FORM,
						"1 to 16 lower-case letters, digits and inner hyphens, beginning with a letter"),
				values.optionalMatching(ACCOUNT, Pattern.compile("\\d{12}"), "12 digits"),
				values.optionalMatching(REGION, REGION_FORM, "a region such as eu-west-1"),
				values.choice(REMOVAL, Removal.class) == Removal.DESTROY, values.flag(DELETION_PROTECTION),
				new Settings.Tags(tag(OWNER), tag(COST_CENTER)), operators(), network(), edge(), images(), tasks(),
				lattice(),
				stream(), tables(), files(), values.flag(Setting.BACKUP),
				values.optionalMatching(ROTATION, LAMBDA_FORM, "the ARN of a Lambda function"), operations(),
				delivery(), values.choice(RELATIONAL, Settings.Relational.class));
	}

	private String tag(Setting setting) {
		return values.matching(setting, TAG_VALUE, "1 to 256 letters, digits, blanks and _.:/=+-@");
	}

	private List<String> operators() {
		List<String> roles = values.list(OPERATORS);
		roles.stream().filter(role -> !ROLE_NAME.matcher(role).matches()).findFirst().ifPresent(role -> {
			throw new InvalidSettings(
					"%s names '%s', which is no name of a role: give it without its ARN, with its path."
							.formatted(OPERATORS.key(), role));
		});
		return roles;
	}

	private Settings.Network network() {
		return new Settings.Network(cidr(CIDR, values.text(CIDR)), values.number(ZONES, 2, 3),
				values.number(NAT, 0, 3), values.flag(PUBLIC_TASKS), endpoints());
	}

	private Cidr cidr(Setting setting, String text) {
		return Cidr.of(text)
				.orElseThrow(() -> new InvalidSettings(
						"%s holds '%s', which is no block of IPv4 addresses such as 10.0.0.0/16."
								.formatted(setting.key(), text)));
	}

	private Set<Endpoint> endpoints() {
		Set<Endpoint> endpoints = EnumSet.noneOf(Endpoint.class);
		for (String id : values.list(ENDPOINTS)) {
			if (id.equals("all")) {
				return EnumSet.allOf(Endpoint.class);
			}
			endpoints.add(Endpoint.of(id)
					.orElseThrow(() -> new InvalidSettings("%s names '%s', but there are only all, %s."
							.formatted(ENDPOINTS.key(), id, String.join(", ", Endpoint.ids())))));
		}
		return endpoints;
	}

	private Settings.Edge edge() {
		return new Settings.Edge(certificate(CERTIFICATE),
				values.optionalMatching(EDGE_DOMAIN, DOMAIN_FORM, "a domain name"),
				values.list(HTTPS_CIDRS).stream().map(text -> cidr(HTTPS_CIDRS, text)).toList(), values.flag(WAF),
				values.number(WAF_RATE, 100, 2_000_000_000));
	}

	private Optional<String> certificate(Setting setting) {
		return values.optionalMatching(setting, CERTIFICATE_FORM,
				"the ARN of an ACM certificate with its region, as arn:aws:acm:REGION:ACCOUNT:certificate/ID");
	}

	private Settings.Images images() {
		return new Settings.Images(values.choice(ARCHITECTURE, Settings.Architecture.class),
				values.optionalMatching(REGISTRY, REGISTRY_FORM, "a host and a path, as HOST/millrace"),
				values.matching(TAG, IMAGE_TAG, "a tag of an image"),
				values.matching(COLLECTOR, IMAGE, "an image with its registry and a tag or digest"));
	}

	private Settings.Tasks tasks() {
		var sizes = new FargateSizes(values);
		var all = new EnumMap<Service, Settings.Size>(Service.class);
		all.put(Service.INGEST, sizes.read(INGEST_CPU, INGEST_MEMORY, INGEST_MIN, INGEST_MAX));
		all.put(Service.PROCESSOR, sizes.read(PROCESSOR_CPU, PROCESSOR_MEMORY, PROCESSOR_MIN, PROCESSOR_MAX));
		all.put(Service.FILE, sizes.read(FILE_CPU, FILE_MEMORY, FILE_MIN, FILE_MAX));
		Set<Service> spot = EnumSet.noneOf(Service.class);
		for (String id : values.list(SPOT)) {
			spot.add(Service.of(id)
					.orElseThrow(() -> new InvalidSettings("%s names '%s', which is no service."
							.formatted(SPOT.key(), id))));
		}
		return new Settings.Tasks(all, spot, values.choice(DEPLOYMENT, Settings.Deployment.class),
				values.choice(INSIGHTS, Insights.class) == Insights.ENHANCED, values.flag(EXECUTE));
	}

	private Settings.Lattice lattice() {
		Set<Service> services = values.choice(LATTICE, LatticeServices.class) == LatticeServices.ALL
				? EnumSet.allOf(Service.class)
				: EnumSet.of(Service.INGEST);
		if (values.text(LATTICE_PREFIX_LIST).isEmpty()) {
			throw new InvalidSettings("%s is missing: it is what `aws ec2 describe-managed-prefix-lists --filters "
					.formatted(LATTICE_PREFIX_LIST.key())
					+ "Name=prefix-list-name,Values=com.amazonaws.REGION.vpc-lattice` answers as PrefixListId.");
		}
		return new Settings.Lattice(services,
				values.matching(LATTICE_PREFIX_LIST, Pattern.compile("pl-[0-9a-f]{8,17}"), "an id such as pl-0123abcd"),
				values.optionalMatching(LATTICE_DOMAIN, DOMAIN_FORM, "a domain name"),
				certificate(LATTICE_CERTIFICATE));
	}

	private Settings.Stream stream() {
		boolean provisioned = values.choice(STREAM_MODE, Mode.class) == Mode.PROVISIONED;
		if (!provisioned && values.isGiven(STREAM_SHARDS)) {
			throw new InvalidSettings("%s is given, but %s is on-demand, where Kinesis decides on shards."
					.formatted(STREAM_SHARDS.key(), STREAM_MODE.key()));
		}
		return new Settings.Stream(provisioned ? Optional.of(values.number(STREAM_SHARDS, 1, 500)) : Optional.empty(),
				values.number(STREAM_RETENTION, 24, 8760), values.flag(STREAM_METRICS),
				values.flag(STREAM_FAN_OUT));
	}

	private Settings.Tables tables() {
		boolean provisioned = values.choice(TABLE_MODE, Mode.class) == Mode.PROVISIONED;
		return new Settings.Tables(provisioned ? Optional.of(capacity()) : refuseCapacity(), values.flag(PITR),
				values.flag(STREAMS));
	}

	private Settings.Capacity capacity() {
		int min = values.number(TABLE_MIN, 1, 40_000);
		int max = values.number(TABLE_MAX, 1, 40_000);
		if (max < min) {
			throw new InvalidSettings("%s is %d, which is below %s with %d.".formatted(TABLE_MAX.key(), max,
					TABLE_MIN.key(), min));
		}
		return new Settings.Capacity(min, max);
	}

	private Optional<Settings.Capacity> refuseCapacity() {
		for (Setting setting : List.of(TABLE_MIN, TABLE_MAX)) {
			if (values.isGiven(setting)) {
				throw new InvalidSettings("%s is given, but %s is on-demand, which has no autoscaling."
						.formatted(setting.key(), TABLE_MODE.key()));
			}
		}
		return Optional.empty();
	}

	private Settings.Files files() {
		List<String> origins = values.list(CORS);
		origins.stream().filter(origin -> !ORIGIN.matcher(origin).matches()).findFirst().ifPresent(origin -> {
			throw new InvalidSettings("%s holds '%s', which is no origin such as https://app.example.com."
					.formatted(CORS.key(), origin));
		});
		return new Settings.Files(origins, values.number(TIER_DAYS, 30, 3650),
				values.optionalMatching(BEDROCK, Pattern.compile("[a-z0-9][a-z0-9.:-]{2,139}"), "the id of a model"));
	}

	private Settings.Operations operations() {
		int days = values.number(LOG_DAYS, 1, 3653);
		if (!LOG_RETENTIONS.contains(days)) {
			throw new InvalidSettings("%s is %d, but CloudWatch knows only %s.".formatted(LOG_DAYS.key(), days,
					LOG_RETENTIONS));
		}
		return new Settings.Operations(days,
				values.optionalMatching(EMAIL, Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), "an e-mail address"),
				values.number(BUDGET, 1, 10_000_000), values.flag(Setting.DASHBOARD), values.flag(CANARY),
				values.flag(GUARD_DUTY),
				values.flag(APPLICATION_INSIGHTS), values.choice(METRICS, Settings.MetricsSender.class),
				values.number(SAMPLING, 0, 100));
	}

	private Settings.Delivery delivery() {
		boolean on = values.choice(DELIVERY, DeliveryFrom.class) == DeliveryFrom.GITHUB;
		if (!on && values.isGiven(DELIVERY_REPOSITORY)) {
			throw new InvalidSettings(
					"%s is given, but %s is off.".formatted(DELIVERY_REPOSITORY.key(), DELIVERY.key()));
		}
		return new Settings.Delivery(
				on
						? Optional.of(values.matching(DELIVERY_REPOSITORY, Pattern.compile("[\\w.-]+/[\\w.-]+"),
								"OWNER/NAME on GitHub"))
						: Optional.empty(),
				values.matching(DELIVERY_BRANCH, Pattern.compile("[\\w./-]+"), "a branch"),
				values.optionalMatching(DELIVERY_PROVIDER,
						Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:oidc-provider/\\S+"),
						"the ARN of an OIDC provider"));
	}

	private enum Removal {
		DESTROY, RETAIN
	}

	private enum Insights {
		OFF, ENHANCED
	}

	private enum LatticeServices {
		CALLED, ALL
	}

	private enum Mode {
		PROVISIONED, ON_DEMAND
	}

	private enum DeliveryFrom {
		OFF, GITHUB
	}
}
