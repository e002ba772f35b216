package dev.millrace.ingest.http;

import java.util.ArrayList;
import java.util.List;

import dev.millrace.event.EventReader;
import dev.millrace.event.Problem;
import dev.millrace.event.Reading;

/** Newline-delimited JSON: each line is an event judged by itself; blank ones are passed over. */
final class Lines {

	private final EventReader reader;
	private final byte[] text;
	private final int mostEvents;
	private final List<Reading> readings = new ArrayList<>();
	private final List<Integer> numbers = new ArrayList<>();
	private int further;

	private Lines(EventReader reader, byte[] text, int mostEvents) {
		this.reader = reader;
		this.text = text;
		this.mostEvents = mostEvents;
	}

	static Submission read(EventReader reader, byte[] text, int mostEvents) {
		return new Lines(reader, text, mostEvents).read();
	}

	private Submission read() {
		int number = 1;
		for (int start = 0; start < text.length; number++) {
			int end = endOfLine(start);
			if (!isBlank(start, end)) {
				add(number, start, end);
			}
			start = end + 1;
		}
		if (further > 0) {
			throw Answers.refusal(Problem.tooManyEvents(mostEvents + further, mostEvents));
		}
		return new Submission(readings, numbers);
	}

	private void add(int number, int start, int end) {
		if (readings.size() == mostEvents) {
			further++;
			return;
		}
		readings.add(reader.read(text, start, end - start));
		numbers.add(number);
	}

	private int endOfLine(int start) {
		int end = start;
		while (end < text.length && text[end] != '\n') {
			end++;
		}
		return end;
	}

	private boolean isBlank(int start, int end) {
		for (int i = start; i < end; i++) {
			if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
				return false;
			}
		}
		return true;
	}
}
