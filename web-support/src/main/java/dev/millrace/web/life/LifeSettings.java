package dev.millrace.web.life;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service ends, under {@code millrace.web.life}.
 *
 * @param stopDelay for which requests are still taken after SIGTERM, until whoever spreads them has heard of it
 */
@Validated
@ConfigurationProperties("millrace.web.life")
record LifeSettings(@DefaultValue("5s") @DurationMin(seconds = 0) @DurationMax(seconds = 15) Duration stopDelay) {}
