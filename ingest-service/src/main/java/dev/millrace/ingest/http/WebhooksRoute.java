package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.event.EventLimits;
import dev.millrace.event.Reading;
import dev.millrace.ingest.Delivery;
import dev.millrace.ingest.Intake;
import dev.millrace.ingest.IntakeMeter;
import dev.millrace.ingest.Outcome;
import dev.millrace.ingest.Producer;
import dev.millrace.ingest.Webhooks;
import dev.millrace.ingest.Webhooks.Judgement;
import dev.millrace.web.problem.Refusal;

/**
 * {@code POST /v1/webhooks/{webhook}} and, for senders that cannot sign, {@code POST /v1/webhooks/{webhook}/{token}}. Neither
 * asks for a key: the delivery proves itself.
 */
@RestController
class WebhooksRoute {

	private final Webhooks webhooks;
	private final Intake intake;
	private final Reception reception;
	private final Answers answers;
	private final IntakeMeter meter;
	/** A delivery is one event: what is larger is refused before anybody has proven anything. */
	private final int maxBytes;

	WebhooksRoute(Webhooks webhooks, Intake intake, Reception reception, Answers answers, IntakeMeter meter,
			EventLimits limits) {
		this.webhooks = webhooks;
		this.intake = intake;
		this.reception = reception;
		this.answers = answers;
		this.meter = meter;
		this.maxBytes = limits.eventBytes();
	}

	@PostMapping("/v1/webhooks/{webhook}")
	void post(@PathVariable String webhook, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		take(webhook, Optional.empty(), request, response);
	}

	@PostMapping("/v1/webhooks/{webhook}/{token}")
	void post(@PathVariable String webhook, @PathVariable String token, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		take(webhook, Optional.of(token), request, response);
	}

	private void take(String webhook, Optional<String> token, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		reception.take(request, response, maxBytes, () -> {
			if (!webhooks.knows(webhook)) {
				throw Refusal.of(HttpStatus.NOT_FOUND, "unknown-webhook", "There is no webhook of this name.");
			}
			refuseEncoded(request);
			return (body, ticket) -> {
				ticket.admitEvents(1);
				return answer(webhook, webhooks.judge(new Delivery(webhook, token,
						name -> Collections.list(request.getHeaders(name)),
						Optional.ofNullable(request.getContentType()), body)), request);
			};
		});
	}

	private CompletableFuture<ResponseEntity<Object>> answer(String webhook, Judgement judgement,
			HttpServletRequest request) {
		return switch (judgement) {
			case Judgement.Forged() -> throw forged(webhook);
			case Judgement.Challenge(var text) -> CompletableFuture
					.completedFuture(ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(text));
			case Judgement.Genuine(var reading, var quiet) -> intake
					.take(new Producer("webhook:" + webhook, "/webhooks/" + webhook, _ -> true), List.of(reading))
					.thenApply(outcomes -> {
						Answers.count(outcomes).addTo(request);
						return taken(reading, outcomes, quiet);
					});
		};
	}

	private Refusal forged(String webhook) {
		meter.forged(webhook);
		return Refusal.of(HttpStatus.UNAUTHORIZED, "invalid-signature",
				"The delivery does not prove that it comes from this webhook's sender, and lately.");
	}

	private ResponseEntity<Object> taken(Reading reading, List<Outcome> outcomes, boolean quiet) {
		if (quiet && outcomes.getFirst() instanceof Outcome.Accepted) {
			return ResponseEntity.ok().build();
		}
		return answers.of(new Submission(List.of(reading), List.of()), outcomes);
	}

	/** A signature covers the bytes that were sent, and no sender packs them; unpacking what nobody vouches for is no offer. */
	private static void refuseEncoded(HttpServletRequest request) {
		var encoding = ContentEncoding.of(request);
		if (encoding != ContentEncoding.IDENTITY) {
			throw Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-encoding",
					"A webhook's body is taken as its sender signs it, without the Content-Encoding '%s'."
							.formatted(encoding.name().toLowerCase(Locale.ROOT)));
		}
	}
}
