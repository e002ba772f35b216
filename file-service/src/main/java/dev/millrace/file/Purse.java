package dev.millrace.file;

import java.time.LocalDate;

/** What may be spent on models in a day, over all instances. Every method may throw {@link Unavailable}. */
public interface Purse {

	/** Takes out that much, if the day's cap then still holds. */
	boolean take(LocalDate day, Cost cost, Cost mostADay);

	/** Puts back what was taken and not spent. */
	void putBack(LocalDate day, Cost rest);
}
