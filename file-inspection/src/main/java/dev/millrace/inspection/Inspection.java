package dev.millrace.inspection;

import java.util.List;
import java.util.Map;

/** What came of looking at a file. */
public sealed interface Inspection {

	/**
	 * The file is what it seems, and this is what is in it.
	 *
	 * @param mediaType found by content
	 * @param metadata of JSON values only: maps, lists, text, numbers, booleans
	 * @param derivatives files that lie in the workspace now
	 */
	record Processed(String mediaType, Map<String, Object> metadata, List<Derivative> derivatives)
			implements
				Inspection {}

	/** Nothing here looks into files of this type. */
	record Unsupported(String mediaType) implements Inspection {}

	/**
	 * The file's own fault; trying again brings the same.
	 *
	 * @param code one of {@link Reason}
	 * @param detail for the one who sent it: what is wrong, with both numbers where a budget is exceeded
	 */
	record Rejected(String mediaType, String code, String detail) implements Inspection {}

	/** Nobody was free to look at it in time; nothing was learnt of the file. */
	record Busy(String detail) implements Inspection {}

	/**
	 * Our fault; trying again may help.
	 *
	 * @param code sandbox-broken, content-unreadable, workspace-unwritable
	 */
	record Failed(String code, String detail) implements Inspection {}
}
