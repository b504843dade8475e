package io.weir.connector.view;

import java.util.OptionalLong;

/**
 * How new what a reader sees is.
 *
 * @param watermarkMillis the event time up to which the input has been worked off, in milliseconds since 1970; empty if
 *     there is none, or if the input has ended
 * @param committedAtMillis when what is visible became visible, or was last found unchanged; empty before the first
 *     time
 * @param epoch the epoch that is visible; 0 in a run without epochs, and before the first
 * @param version counts up with each change of the contents
 */
public record ViewFreshness(OptionalLong watermarkMillis, OptionalLong committedAtMillis, long epoch, long version) {
    /** Nothing has been written. */
    static final ViewFreshness NEVER = new ViewFreshness(OptionalLong.empty(), OptionalLong.empty(), 0, 0);

    /** The age of the watermark at a time, in milliseconds; a watermark of the future is of no age. */
    public OptionalLong watermarkAgeMillis(long nowMillis) {
        return age(watermarkMillis, nowMillis);
    }

    /** How long ago the last commit was at a time, in milliseconds. */
    public OptionalLong commitAgeMillis(long nowMillis) {
        return age(committedAtMillis, nowMillis);
    }

    private static OptionalLong age(OptionalLong since, long nowMillis) {
        return since.isPresent() ? OptionalLong.of(Math.max(0, nowMillis - since.getAsLong())) : since;
    }
}
