package io.weir.engine.runtime;

import io.weir.engine.epoch.Manifest;
import java.util.List;
import java.util.Map;

/**
 * What a fragment instance says of an epoch: all that it will ever contribute to it.
 *
 * @param hasEnded true if the instance has nothing more to do, so that this is its last report
 */
record InstanceReport(
        long epoch, boolean hasEnded, List<Saved> operators, List<Prepared> sinks, List<Positions> sources) {

    /** What an operator instance has saved: its tables, those without changes too. */
    record Saved(String operator, int instance, long watermark, List<Table> tables) {}

    /** A table, and what has changed in it. */
    record Table(String name, String schema, long entries, List<Manifest.Chunk> changes) {}

    /** What a sink's writer has prepared. */
    record Prepared(String sink, byte[] bytes) {}

    /**
     * Where splits of a source go on.
     *
     * @param emittedWatermark the watermark that the reader has given out
     * @param isIdle whether it was idle then, so that the others' watermark may be ahead of its own
     */
    record Positions(
            String source,
            Map<String, byte[]> positions,
            Map<String, Long> watermarks,
            long emittedWatermark,
            boolean isIdle) {}
}
