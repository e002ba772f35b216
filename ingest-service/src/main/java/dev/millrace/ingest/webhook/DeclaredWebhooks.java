package dev.millrace.ingest.webhook;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonPointer;

import dev.millrace.event.Content;
import dev.millrace.event.EventComposer;
import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;
import dev.millrace.ingest.Delivery;
import dev.millrace.ingest.Webhooks;
import dev.millrace.ingest.webhook.Proof.Flaw;

/** The senders that the configuration declares. */
final class DeclaredWebhooks implements Webhooks {

	private static final Logger log = LoggerFactory.getLogger(DeclaredWebhooks.class);
	private static final JsonPointer TYPE = JsonPointer.compile("/type");
	private static final JsonPointer CHALLENGE = JsonPointer.compile("/challenge");

	private final Map<String, Source> sources;
	private final EventComposer composer;
	private final InstantSource clock;

	DeclaredWebhooks(Map<String, Source> sources, EventComposer composer, InstantSource clock) {
		this.sources = Map.copyOf(sources);
		this.composer = composer;
		this.clock = clock;
	}

	@Override
	public boolean knows(String name) {
		return sources.containsKey(name);
	}

	@Override
	public Judgement judge(Delivery delivery) {
		Source source = sources.get(delivery.webhook());
		if (source == null) {
			throw new IllegalArgumentException("No webhook '%s' is declared".formatted(delivery.webhook()));
		}
		var flaw = flaw(source, delivery);
		if (flaw.isPresent()) {
			log.info("A delivery to the webhook {} was refused: {}", delivery.webhook(), flaw.get());
			return new Judgement.Forged();
		}
		return source.scheme() == Scheme.SLACK ? slack(source, delivery)
				: new Judgement.Genuine(read(source, delivery), false);
	}

	/** A token proves nothing where deliveries are signed, and no sender of those adds one. */
	private Optional<Flaw> flaw(Source source, Delivery delivery) {
		return delivery.token().isPresent() && source.scheme() != Scheme.TOKEN
				? Optional.of(Flaw.ELSEWHERE)
				: source.proof().flaw(delivery, clock.instant());
	}

	/**
	 * Slack asks an address for its challenge before it sends events there, and shows a person the answer to a form.
	 *
	 * @see <a href="https://docs.slack.dev/reference/events/url_verification">url_verification</a>
	 */
	private Judgement slack(Source source, Delivery delivery) {
		Fields fields = Fields.of(delivery);
		var challenge = fields.find(TYPE)
				.filter("url_verification"::equals)
				.flatMap(_ -> fields.find(CHALLENGE));
		return challenge.<Judgement>map(Judgement.Challenge::new)
				.orElseGet(() -> new Judgement.Genuine(read(source, delivery),
						Fields.isForm(delivery)));
	}

	private Reading read(Source source, Delivery delivery) {
		var type = source.type(delivery);
		var id = source.id(delivery);
		if (type.isEmpty()) {
			return missing("type", source.types());
		}
		if (id.isEmpty() && !source.ids().isEmpty()) {
			return missing("id", source.ids());
		}
		var attributes = new LinkedHashMap<String, String>();
		attributes.put("type", type.get());
		attributes.put("source", source.source());
		id.ifPresent(known -> attributes.put("id", known));
		return composer.compose(attributes, new Content(delivery.body(), delivery.contentType()));
	}

	private static Reading missing(String attribute, List<Place> places) {
		return new Reading.Refused(new Problem(ProblemCode.MISSING_ATTRIBUTE, "/" + attribute,
				"The delivery has no %s where this webhook's deliveries have it: %s.".formatted(attribute,
						places.stream().map(Place::toString).collect(Collectors.joining(", or ")))));
	}
}
