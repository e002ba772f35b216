package dev.millrace.infra.stack;

import dev.millrace.infra.settings.Settings;

/** What every stack is made from: what was chosen, what is declared for every environment, and the names. */
public record Plan(Settings settings, Declarations declarations, Names names) {

	public static Plan of(Settings settings) {
		return new Plan(settings, Declarations.ofThePlatform(), new Names(settings.suffix()));
	}
}
