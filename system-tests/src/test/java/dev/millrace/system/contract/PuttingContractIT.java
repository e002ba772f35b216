package dev.millrace.system.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;

class PuttingContractIT extends KinesisContract {

	@Test
	void keepsEveryByteOfARecord() {
		var name = stream(1);
		var data = new byte[1 << 18];
		new Random(1).nextBytes(data);
		kinesis.putRecord(request -> request.streamName(name).partitionKey("kéy €").data(SdkBytes.fromByteArray(data)));

		var record = get(iterator(name, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON)).records().getFirst();
		assertThat(record.data().asByteArray()).isEqualTo(data);
		assertThat(record.partitionKey()).isEqualTo("kéy €");
	}

	@Test
	void keepsARecordWithoutData() {
		var name = stream(1);
		put(name, "key", "");

		assertThat(readAll(name, "shardId-000000000000")).containsExactly("");
	}

	@Test
	void placesARecordByTheMd5OfItsKey() {
		var name = stream(4);
		var shards = shards(name);
		for (int i = 0; i < 50; i++) {
			var key = "key-" + i;
			assertThat(put(name, key, "x").shardId()).isEqualTo(owner(shards, md5(key)));
		}
	}

	@Test
	void placesARecordByItsExplicitHashKey() {
		var name = stream(2);
		var shards = shards(name);
		for (var shard : shards) {
			assertThat(putAt(name, shard.hashKeyRange().startingHashKey(), "x").shardId()).isEqualTo(shard.shardId());
			assertThat(putAt(name, shard.hashKeyRange().endingHashKey(), "x").shardId()).isEqualTo(shard.shardId());
		}
	}

	@Test
	void givesSequenceNumbersThatGrowWithinAShard() {
		var name = stream(1);
		var entries = IntStream.range(0, 500).mapToObj(i -> entry("key-" + i, Integer.toString(i))).toList();
		var first = kinesis.putRecords(request -> request.streamName(name).records(entries));
		var second = kinesis.putRecords(request -> request.streamName(name).records(entries));

		assertThat(first.failedRecordCount()).isZero();
		var numbers = List.of(first, second)
				.stream()
				.flatMap(reply -> reply.records().stream())
				.map(PutRecordsResultEntry::sequenceNumber)
				.toList();
		assertThat(numbers).allMatch(number -> number.matches("[0-9]{56}"));
		assertThat(numbers.stream().map(BigInteger::new).toList()).isSortedAccordingTo(Comparator.naturalOrder())
				.doesNotHaveDuplicates();
	}

	@Test
	void answersEntryByEntryInTheOrderOfTheRequest() {
		var name = stream(2);
		var entries = IntStream.range(0, 100).mapToObj(i -> entry("key-" + i, Integer.toString(i))).toList();
		var results = kinesis.putRecords(request -> request.streamName(name).records(entries)).records();

		for (var shard : shards(name)) {
			var read = get(iterator(name, shard.shardId(), ShardIteratorType.TRIM_HORIZON)).records();
			var expected = IntStream.range(0, 100)
					.filter(i -> results.get(i).shardId().equals(shard.shardId()))
					.mapToObj(i -> results.get(i).sequenceNumber() + " " + i)
					.toList();
			assertThat(read.stream().map(PuttingContractIT::numberAndText).toList()).isEqualTo(expected);
		}
	}

	@Test
	@NotOnLocalStack("no answer in 30 s")
	void takesFiveHundredRecordsAndTenMebibytesAtOnce() {
		var name = stream(2);
		var entries = IntStream.range(0, 10)
				.mapToObj(i -> entry("%04d".formatted(i), "x".repeat((1 << 20) - 4)))
				.toList();

		assertThat(kinesis.putRecords(request -> request.streamName(name).records(entries)).failedRecordCount())
				.isZero();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void servesTheAsynchronousClient(Protocol protocol) {
		var name = stream(2);
		try (var async = endpoint.client(
				KinesisAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol)))) {
			var puts = IntStream.range(0, 200)
					.mapToObj(i -> async.putRecord(request -> request.streamName(name)
							.partitionKey("key-" + i)
							.data(SdkBytes.fromUtf8String("x"))))
					.toList();
			assertThat(puts.stream().map(CompletableFuture::join).toList())
					.allMatch(reply -> reply.sequenceNumber() != null);
		}
		assertThat(shards(name).stream().mapToInt(shard -> readAll(name, shard.shardId()).size()).sum()).isEqualTo(200);
	}

	private static String numberAndText(Record record) {
		return record.sequenceNumber() + " " + text(record);
	}

	private static PutRecordsRequestEntry entry(String key, String data) {
		return PutRecordsRequestEntry.builder().partitionKey(key).data(SdkBytes.fromUtf8String(data)).build();
	}

	private static String owner(List<Shard> shards, BigInteger hash) {
		return shards.stream()
				.filter(shard -> new BigInteger(shard.hashKeyRange().startingHashKey()).compareTo(hash) <= 0
						&& new BigInteger(shard.hashKeyRange().endingHashKey()).compareTo(hash) >= 0)
				.findAny()
				.orElseThrow()
				.shardId();
	}

	private static BigInteger md5(String key) {
		try {
			return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
