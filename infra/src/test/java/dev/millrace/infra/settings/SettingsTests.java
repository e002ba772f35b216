package dev.millrace.infra.settings;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTests {

	private static Settings settings(String... pairs) {
		Map<String, String> context = new TreeMap<>(Map.of("lattice.prefix-list", "pl-0123abcd"));
		for (String pair : pairs) {
			String[] parts = pair.split("=", 2);
			context.put(parts[0], parts[1]);
		}
		return Settings.of(context);
	}

	@Test
	void bothPresetsFitTogether() {
		assertThat(settings("preset=dev").suffix()).isEqualTo("dev");
		assertThat(settings("preset=prod").network().natGateways()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			suffix=much-too-long-for-this         | suffix is 'much-too-long-for-this', but must be 1 to 16 lower-case letters
			suffix=Dev                            | suffix is 'Dev', but must be
			suffix=d ev                           | suffix is 'd ev', but must be
			suffix=a/b                            | suffix is 'a/b', but must be
			suffix=1a                             | suffix is '1a', but must be
			suffix=a-                             | suffix is 'a-', but must be
			network.cidr=10.0.0.0/26              | 4 subnets of at least /27 each must fit in.
			network.cidr=10.0.0.0/8               | network.cidr is 10.0.0.0/8, but a VPC is a /16 or smaller
			network.cidr=10.0.0.1/16              | network.cidr holds '10.0.0.1/16', which is no block
			network.cidr=10.0.0.300/16            | network.cidr holds '10.0.0.300/16', which is no block
			network.zones=4                       | network.zones is '4', but must be a whole number from 2 to 3.
			network.nat=2;network.zones=3;network.public-tasks=false | network.nat is 2, but must be 0, 1, or one for each of the 3 zones.
			network.nat=1                         | network.nat is 1, but network.public-tasks is true
			network.public-tasks=false            | lacks kinesis, sqs, ecr-api, ecr-dkr, logs, monitoring, secrets, xray, events.
			network.public-tasks=false;network.endpoints=kinesis,sqs,ecr-api,logs,monitoring,secrets,xray,events | lacks ecr-dkr.
			network.public-tasks=false;network.endpoints=kinesis,sqs,ecr-api,ecr-dkr,logs,monitoring,secrets,xray,events;files.bedrock-model=a.b | lacks bedrock.
			network.public-tasks=false;network.endpoints=all | images.collector lies in public.ecr.aws, which no endpoint reaches
			network.endpoints=kinesis,lambda      | network.endpoints names 'lambda', but there are only all, kinesis
			tables.max-capacity=10                | tables.max-capacity is given, but tables.mode is on-demand, which has no autoscaling.
			tables.min-capacity=10                | tables.min-capacity is given, but tables.mode is on-demand
			tables.mode=provisioned;tables.min-capacity=9;tables.max-capacity=8 | tables.max-capacity is 8, which is below tables.min-capacity with 9.
			tables.mode=provisioned               | tables.min-capacity is '', but must be a whole number from 1 to 40000.
			stream.shards=0                       | stream.shards is '0', but must be a whole number from 1 to 500.
			stream.mode=on-demand;stream.shards=2 | stream.shards is given, but stream.mode is on-demand
			stream.retention-hours=12             | stream.retention-hours is '12', but must be a whole number from 24 to 8760.
			edge.certificate-arn=arn:aws:acm::123456789012:certificate/x | edge.certificate-arn is 'arn:aws:acm::123456789012:certificate/x', but must be the ARN of an ACM certificate with its region
			region=eu-west-1;edge.certificate-arn=arn:aws:acm:us-east-1:123456789012:certificate/x | A certificate lies in us-east-1, but region is eu-west-1
			edge.https-cidrs=10.0.0.0/8           | edge.https-cidrs is given, but without edge.certificate-arn nothing answers HTTPS.
			edge.domain=events.example.com        | edge.domain is given, but edge.certificate-arn, which is for it, is not.
			canary=true;edge.https-cidrs=0.0.0.0/0;edge.certificate-arn=arn:aws:acm:us-east-1:123456789012:certificate/x | without edge.domain the canary knows no host that the certificate is for.
			ingest.min=3;ingest.max=2             | ingest.max is 2, which is below ingest.min with 3.
			processor.max=2                       | processor.max is 2, but stream.shards is 1, and a shard is read by one task.
			ingest.cpu=300                        | ingest.cpu is 300, but Fargate knows only [256, 512, 1024, 2048, 4096].
			ingest.memory=4096                    | ingest.memory is '4096', but must be a whole number from 512 to 2048.
			ingest.memory=1500                    | ingest.memory is 1500, but Fargate gives memory in steps of 1024.
			deletion-protection=true              | removal is destroy, but deletion-protection is true, which would refuse it.
			removal=keep                          | removal is 'keep', but must be destroy or retain.
			preset=test                           | preset is 'test', but must be dev or prod.
			sufix=x                               | There is no setting 'sufix' (is suffix meant?).
			colour=red                            | There is no setting 'colour'; infra/README.md lists all.
			tasks.spot=web-service                | tasks.spot names 'web-service', which is no service.
			edge.waf=yes                          | edge.waf is 'yes', but must be true or false.
			logs.retention-days=15                | logs.retention-days is 15, but CloudWatch knows only
			alarms.email=nobody                   | alarms.email is 'nobody', but must be an e-mail address.
			lattice.prefix-list=vpc-lattice       | lattice.prefix-list is 'vpc-lattice', but must be an id such as pl-0123abcd.
			lattice.domain=in.example.com         | lattice.domain and lattice.certificate-arn go together
			delivery.repository=a/b               | delivery.repository is given, but delivery is off.
			delivery=github                       | delivery.repository is '', but must be OWNER/NAME on GitHub.
			files.cors-origins=example.com        | files.cors-origins holds 'example.com', which is no origin
			images.registry=https://host/x        | images.registry is 'https://host/x', but must be a host and a path
			account=12                            | account is '12', but must be 12 digits.
			operator-roles=arn:aws:iam::1:role/x  | operator-roles names 'arn:aws:iam::1:role/x', which is no name of a role
			owner=                                | owner is '', but must be 1 to 256 letters
			""")
	void whatIsWrongIsOneSentence(String given, String sentence) {
		assertThatExceptionOfType(InvalidSettings.class).isThrownBy(() -> settings(given.split(";", -1)))
				.withMessageContaining(sentence)
				.satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n"));
	}

	@Test
	void thePrefixListMustBeGivenAndTheSentenceSaysWhereItIsFound() {
		assertThatExceptionOfType(InvalidSettings.class).isThrownBy(() -> Settings.of(Map.of()))
				.withMessageContaining("aws ec2 describe-managed-prefix-lists");
	}

	@Test
	void aPrivateNetworkWithAllEndpointsAndACopyOfTheCollectorNeedsNoNat() {
		var settings = settings("network.public-tasks=false", "network.endpoints=all",
				"images.collector=123456789012.dkr.ecr.eu-west-1.amazonaws.com/collector:1");

		assertThat(settings.network().natGateways()).isZero();
	}
}
