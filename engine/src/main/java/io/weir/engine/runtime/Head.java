package io.weir.engine.runtime;

import java.util.List;

/** Where input enters a fragment instance: a source reader or the channels of an exchange. */
interface Head extends AutoCloseable {
    /** What a call of {@link #work} has come to. */
    enum Work {
        /** Something was done completely. */
        SOME,
        /** There is nothing to do right now. */
        NONE,
        /** An element is not done yet: this head is to be called again before any other of the fragment. */
        UNFINISHED
    }

    void open();

    /** Takes the next element, or goes on with the one that is unfinished. */
    Work work();

    /** True when the end has been taken by the operators. */
    boolean hasEnded();

    /**
     * True when a barrier has come that has not been passed yet. Where barriers are aligned the head gives nothing
     * until it has.
     */
    boolean isAtBarrier();

    /** When the first of the barriers came that are being waited for; meaningless if there is none. */
    long barredNanos();

    /** The instance is done with the barrier. */
    void passBarrier();

    /** Adds where the splits of a source were when the barrier came. */
    default void addPositions(List<InstanceReport.Positions> positions) {}

    /** Ends early: nothing more is read, and no watermark completes what is open. */
    void stop();

    @Override
    void close();
}
