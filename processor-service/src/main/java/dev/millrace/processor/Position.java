package dev.millrace.processor;

/**
 * Where a record stands in the stream; no two records share one.
 *
 * @param stream the stream's name
 * @param shard the shard's id
 * @param sequenceNumber of the record as the stream holds it, decimal
 * @param subsequenceNumber its place inside an aggregate, from 0; 0 where it came alone
 */
public record Position(String stream, String shard, String sequenceNumber, long subsequenceNumber) {

	/** As text, for whoever knows the stream. */
	public String inStream() {
		return "%s/%s/%d".formatted(shard, sequenceNumber, subsequenceNumber);
	}

	@Override
	public String toString() {
		return stream + "/" + inStream();
	}
}
