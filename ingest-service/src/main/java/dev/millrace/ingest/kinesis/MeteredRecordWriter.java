package dev.millrace.ingest.kinesis;

import java.util.List;

import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.IntakeMeter;

/** Puts records as another does, and lets it be seen. */
record MeteredRecordWriter(RecordWriter stream, IntakeMeter meter) implements RecordWriter {

	@Override
	public List<Placement> put(List<Lane.Load> records) {
		var call = meter.put(records.getFirst().cause(), records.size(), bytes(records));
		List<Placement> placements;
		try {
			placements = stream.put(records);
		} catch (RuntimeException | Error e) {
			call.failed(e);
			throw e;
		}
		call.answered(notTaken(placements));
		return placements;
	}

	private static long bytes(List<Lane.Load> records) {
		long bytes = 0;
		for (Lane.Load load : records) {
			bytes += load.data().length;
		}
		return bytes;
	}

	private static int notTaken(List<Placement> placements) {
		int count = 0;
		for (Placement placement : placements) {
			count += placement instanceof Placement.Unconfirmed ? 1 : 0;
		}
		return count;
	}
}
