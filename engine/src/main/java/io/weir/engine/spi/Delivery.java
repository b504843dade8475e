package io.weir.engine.spi;

/** How often each input row shows in what a pipeline gives out, although processes die. */
public enum Delivery {
    /** Once, or after a failure perhaps not at all: nothing is saved, nothing waits. */
    AT_MOST_ONCE,
    /** Once, or after a failure perhaps again. */
    AT_LEAST_ONCE,
    /** Once. */
    EXACTLY_ONCE
}
