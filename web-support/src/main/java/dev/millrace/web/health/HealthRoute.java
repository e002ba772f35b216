package dev.millrace.web.health;

import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that something answers behind the front door. What the service needs to work is asked at {@code /readyz}. */
@RestController
class HealthRoute {

	@GetMapping("/health")
	Map<String, String> health() {
		return Map.of("status", "UP");
	}
}
