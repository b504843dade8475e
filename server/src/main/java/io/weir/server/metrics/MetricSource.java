package io.weir.server.metrics;

/** Gives the values of some metrics when somebody asks. */
@FunctionalInterface
public interface MetricSource {
    /** Adds what is known at this moment; called by one thread at a time. */
    void addTo(Samples samples);
}
