package io.weir.plan.node;

/**
 * A field that a window aggregate appends to its result.
 *
 * @param name name of the field
 * @param kind what it holds
 */
public record WindowProperty(String name, Kind kind) {
    /** What the field holds. */
    public enum Kind {
        WINDOW_START,
        WINDOW_END,
        /** End of the window less one millisecond, an event time attribute. */
        ROWTIME,
        /** A processing time attribute. */
        PROCTIME,
        /** End of the slice, between a local and a global aggregate. */
        SLICE_END
    }
}
