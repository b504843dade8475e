package io.weir.connector.files;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The partitions that were written to and whose completeness was not told; it is told once all files of a partition are
 * published. Its user locks.
 */
final class PendingPartitions {
    private final SinkLayout layout;
    private final PartitionCommit partitionCommit;
    private final long[] watermarks;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /** From when on a partition is complete, and how many of its files are not published. */
    private static final class Pending {
        private final long completeMillis;
        private int unpublished;

        Pending(long completeMillis) {
            this.completeMillis = completeMillis;
        }
    }

    PendingPartitions(SinkLayout layout, PartitionCommit partitionCommit, int writerCount) {
        this.layout = layout;
        this.partitionCommit = partitionCommit;
        watermarks = new long[writerCount];
        Arrays.fill(watermarks, Long.MIN_VALUE);
    }

    /** A file of a partition is begun. */
    void begin(String partition, List<String> values, long nowMillis) {
        pending.computeIfAbsent(
                        partition,
                        path -> new Pending(partitionCommit.completeMillis(layout.keys(), values, nowMillis)))
                .unpublished++;
    }

    /** A file of a partition is published. */
    void published(String partition) {
        Pending its = pending.get(partition);
        if (its != null && its.unpublished > 0) {
            its.unpublished--;
        }
    }

    void setWatermark(int writer, long watermark) {
        watermarks[writer] = watermark;
    }

    private long watermark() {
        return Arrays.stream(watermarks).min().orElse(Long.MIN_VALUE);
    }

    /** True if all writers have seen the end of time, which comes with the end of the input. */
    boolean hasTimeEnded() {
        return watermark() == Long.MAX_VALUE;
    }

    /** True if no more rows are expected in a partition. */
    boolean isComplete(String partition, long nowMillis) {
        Pending its = pending.get(partition);
        return its != null && isDue(its, nowMillis);
    }

    /** As {@link #isComplete}, where somebody is told. */
    boolean isToldOf(String partition, long nowMillis) {
        return partitionCommit.successFile().isPresent() && isComplete(partition, nowMillis);
    }

    private boolean isDue(Pending its, long nowMillis) {
        if (hasTimeEnded()) {
            return true;
        }
        return partitionCommit.isByPartitionTime() ? watermark() > its.completeMillis : nowMillis >= its.completeMillis;
    }

    /** Tells which partitions are complete, of those whose files are all published. */
    void tellComplete(long nowMillis) {
        pending.entrySet().removeIf(entry -> {
            boolean isTold = entry.getValue().unpublished == 0 && isDue(entry.getValue(), nowMillis);
            if (isTold) {
                tell(entry.getKey());
            }
            return isTold;
        });
    }

    /** Tells that all partitions are complete: nothing follows. */
    void tellAll() {
        pending.keySet().forEach(this::tell);
        pending.clear();
    }

    private void tell(String partition) {
        partitionCommit.successFile().ifPresent(name -> layout.folder().touch(partition + "/" + name));
    }

    /** The folders of the partitions. */
    List<String> paths() {
        return List.copyOf(pending.keySet());
    }

    /** What a run that goes on has to know: the partitions of which somebody is to be told. */
    Map<String, Long> completeMillis() {
        Map<String, Long> all = new LinkedHashMap<>();
        if (partitionCommit.successFile().isPresent()) {
            pending.forEach((path, its) -> all.put(path, its.completeMillis));
        }
        return all;
    }

    void restore(Map<String, Long> saved) {
        saved.forEach((path, millis) -> pending.put(path, new Pending(millis)));
    }
}
