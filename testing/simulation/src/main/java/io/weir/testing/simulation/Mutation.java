package io.weir.testing.simulation;

/** A mistake that is made on purpose, to see that the invariants find it. */
enum Mutation {
    NONE,
    /** Barriers are not aligned. */
    UNALIGNED,
    /** Files are shown when they are prepared. */
    SHOWN_AT_PREPARE,
    /** A source says that it has read a row more than it has. */
    POSITION_AHEAD,
    /** A source says that it has read a row less than it has. */
    POSITION_BEHIND,
    /** The broker and the database do not fence off old processes, nor does the storage. */
    NO_FENCING,
    /** A deciding sink forgets that it has committed an epoch. */
    MARKER_FORGOTTEN,
    /** A restored table has lost an entry. */
    ENTRY_LOST,
    /** What was prepared is not committed when a run goes on from it. */
    NOT_COMMITTED_AGAIN
}
