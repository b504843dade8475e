package io.weir.flink.cluster;

/**
 * A job that a cluster knows.
 *
 * @param id 32 hexadecimal digits
 * @param state as Flink says it: {@code RUNNING}, {@code FAILED} …
 * @param startMillis when it began, in milliseconds since 1970
 * @param durationMillis how long it has run
 * @param tasks the number of its tasks
 * @param runningTasks how many of them run
 */
public record ClusterJob(
        String id, String name, String state, long startMillis, long durationMillis, int tasks, int runningTasks) {
    /** True if nothing will become of it any more. */
    public boolean hasEnded() {
        return switch (state) {
            case "FINISHED", "CANCELED", "FAILED", "SUSPENDED" -> true;
            default -> false;
        };
    }
}
