package io.weir.engine.function;

/**
 * How asynchronous calls are made.
 *
 * @param callsMax the number of calls that may be under way at once
 * @param timeoutMillis the time that a row may take, all attempts together
 * @param retriesMax how often a call that failed is made again
 * @param retryDelayMillis the time between a failure and the next attempt
 */
public record AsyncOptions(int callsMax, long timeoutMillis, int retriesMax, long retryDelayMillis) {}
