package io.weir.server.metrics;

import io.weir.engine.runtime.JobMetrics;

/** The counters of one job of a pipeline; others stand here when it has begun again. */
public record JobReading(int number, JobMetrics metrics) {}
