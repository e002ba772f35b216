package dev.millrace.processor.dynamodb;

import dev.millrace.event.Event;
import dev.millrace.processor.Position;

/**
 * Says which record of an identity is the one that counts. It has no slots, so that no index shows it, and it is never
 * removed: whoever comes later must find the same anchor taken.
 *
 * @param identity that is claimed
 * @param key one of its anchors
 * @param winner the record that counts
 * @param event which it brought; where events of its type expire, the claim counts no longer than it may be there
 */
record Claim(Identity identity, Key key, Position winner, Event event) implements Item {

	static Claim of(EventItem item, Key key) {
		return new Claim(item.identity(), key, item.position(), item.event());
	}
}
