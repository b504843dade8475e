package io.weir.engine.group;

/**
 * How long results are held back, so that a group which changes often is given out less often: until so many rows have
 * come, or so much time has passed since the first of them.
 *
 * @param rowsMax {@code table.exec.mini-batch.size}
 * @param latencyMillis {@code table.exec.mini-batch.allow-latency}
 */
public record MiniBatch(long rowsMax, long latencyMillis) {}
