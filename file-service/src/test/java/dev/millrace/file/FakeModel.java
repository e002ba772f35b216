package dev.millrace.file;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says of a text how it begins, for a token a character. */
final class FakeModel implements LanguageModel {

	final List<String> asked = new CopyOnWriteArrayList<>();
	volatile boolean broken;
	volatile boolean surprising;

	@Override
	public String name() {
		return "fake";
	}

	@Override
	public Cost most(String text) {
		return new Cost(text.length() + 100L, 1);
	}

	@Override
	public Answer describe(String text) {
		asked.add(text);
		if (surprising) {
			throw new IllegalStateException("nobody thought of that");
		}
		return broken
				? new Answer.Nothing("It is broken", Cost.NONE)
				: new Answer.Described(
						new Description(text.substring(0, Math.min(20, text.length())), List.of("text")),
						new Cost(text.length(), 1));
	}
}
