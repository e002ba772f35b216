package dev.millrace.processor.dynamodb;

import dev.millrace.processor.Position;

/**
 * Says which record of an identity is the one that counts. It has no slots, so that no index shows it, and it is never
 * removed: whoever comes later must find the same anchor taken.
 *
 * @param identity that is claimed
 * @param key one of its anchors
 * @param winner the record that counts
 */
record Claim(Identity identity, Key key, Position winner) implements Item {}
