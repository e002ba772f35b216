package dev.millrace.event;

import java.util.Optional;

/**
 * The data of an event as bytes of some media type.
 *
 * @param bytes kept, not copied, so not to be changed; none for an event without data
 * @param mediaType as declared, such as {@code text/plain; charset=UTF-8}; becomes the event's {@code datacontenttype}.
 *        Data of no declared type is JSON
 */
@SuppressWarnings("ArrayRecordComponent") // A view over a request of megabytes; never compared.
public record Content(byte[] bytes, Optional<String> mediaType) {}
