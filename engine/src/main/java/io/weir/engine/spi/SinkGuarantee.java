package io.weir.engine.spi;

/** What a sink can promise of the rows of an epoch. */
public enum SinkGuarantee {
    /** A row may be lost: what was written is not known to be safe. */
    NONE,
    /** After a failure rows may show again. */
    AT_LEAST_ONCE,
    /** Rows may be written again, which changes nothing: each replaces the one of its key. */
    IDEMPOTENT,
    /** The rows of an epoch become visible together, once. */
    EXACTLY_ONCE
}
