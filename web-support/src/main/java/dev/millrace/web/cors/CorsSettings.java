package dev.millrace.web.cors;

import java.util.List;

import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which web pages may call, under {@code millrace.web.cors}.
 *
 * @param allowedOrigins whose pages may, such as {@code https://app.example.com}, or {@code *} for all; none by default
 */
@Validated
@ConfigurationProperties("millrace.web.cors")
record CorsSettings(
		@DefaultValue List<@Pattern(regexp = "\\*|https?://[^/\\s]+", message = "must be an origin such as https://app.example.com, without a path, or *") String> allowedOrigins) {}
