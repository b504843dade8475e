package io.weir.server.health;

/**
 * One configuration key of health and alerts.
 *
 * @param key the key, with {@code <rule>} where it is one for each rule
 * @param standard the default, as it would be written
 * @param meaning what it does, one sentence without a period
 */
public record HealthOption(String key, String standard, String meaning) {}
