package io.weir.engine.spi;

import org.apache.flink.table.types.logical.RowType;

/**
 * What a lookup source is asked for.
 *
 * @param table the table, and the fields of it that are wanted
 * @param keys which of these fields rows are looked up by, ascending
 * @param keyType the types of the values that are looked up, in the order of the keys: those of the other side of the
 *     join, which may have another length or precision
 * @param calls how calls are made
 */
public record LookupRequest(SourceRequest table, int[] keys, RowType keyType, Calls calls) {
    /**
     * How calls are made.
     *
     * @param isAsync whether the source is to answer several calls at once, as the planner decided
     * @param callsMax the number of calls that may be under way at once, if they are asynchronous
     * @param timeoutMillis the time that an asynchronous call may take, all attempts together
     * @param retriesMax how often a key is asked for again while no row is found
     * @param retryDelayMillis the time between such attempts
     */
    public record Calls(boolean isAsync, int callsMax, long timeoutMillis, int retriesMax, long retryDelayMillis) {}
}
