package io.weir.engine.operator;

/** What a call of the operator protocol has achieved. */
public enum Progress {
    /** The call is complete. */
    DONE,
    /** There is more to do: the same call is to be made again, with nothing else before it. */
    CALL_AGAIN,
    /** The output takes nothing now: the same call is to be made again later, with nothing else before it. */
    BLOCKED
}
