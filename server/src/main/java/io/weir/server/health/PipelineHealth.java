package io.weir.server.health;

import java.util.Map;

/**
 * The numbers of one pipeline at one moment. A number that is not known is NaN, or -1 where it is a count.
 *
 * @param name the pipeline's name
 * @param state what it does
 * @param error why it does not run, or ""
 * @param errorKind what kind of reason that is: an error code, or what Java calls it; or ""
 * @param restarts how often it has begun again so far
 * @param configuration its configuration, for {@code weir.alert.*} keys that it sets for itself
 * @param events records that came in so far, those that failed included
 * @param failedEvents records that failed so far: undecodable, refused by a sink, sent to a dead letter table
 * @param lagMillis how old the next record is that waits to be read, the greatest of all partitions
 * @param lagWhere the partition with that lag, or ""
 * @param latencyMillis the end-to-end latency of the last moments
 * @param backpressuredShare the greatest share of time, 0 to 1, for which a node waited for its successor
 * @param backpressuredWhere that node, or ""
 * @param stateBytes the state's size
 * @param stateBytesMax the size that it must not reach
 * @param epochMillis what the last epoch took, or the one under way has taken so far
 * @param isEpochUnderWay whether it is the one under way
 */
public record PipelineHealth(
        String name,
        State state,
        String error,
        String errorKind,
        long restarts,
        Map<String, String> configuration,
        long events,
        long failedEvents,
        double lagMillis,
        String lagWhere,
        double latencyMillis,
        double backpressuredShare,
        String backpressuredWhere,
        double stateBytes,
        double stateBytesMax,
        double epochMillis,
        boolean isEpochUnderWay) {

    /** What a pipeline does. */
    public enum State {
        STARTING,
        RUNNING,
        RESTARTING,
        FAILED,
        STOPPED,
        FINISHED
    }

    public PipelineHealth {
        configuration = Map.copyOf(configuration);
    }

    /** A pipeline that runs, of which no number is known. */
    public static PipelineHealth running(String name) {
        return of(name, State.RUNNING, "", 0);
    }

    /** A pipeline of which no number is known. */
    public static PipelineHealth of(String name, State state, String error, long restarts) {
        return new Builder(name, state, error, restarts).build();
    }

    /** Puts one together; all numbers that are not given are unknown. */
    public static final class Builder {
        private final String name;
        private final State state;
        private final String error;
        private final long restarts;
        private String errorKind = "";
        private Map<String, String> configuration = Map.of();
        private long events = -1;
        private long failedEvents = -1;
        private double lagMillis = Double.NaN;
        private String lagWhere = "";
        private double latencyMillis = Double.NaN;
        private double backpressuredShare = Double.NaN;
        private String backpressuredWhere = "";
        private double stateBytes = Double.NaN;
        private double stateBytesMax = Double.NaN;
        private double epochMillis = Double.NaN;
        private boolean isEpochUnderWay;

        public Builder(String name, State state, String error, long restarts) {
            this.name = name;
            this.state = state;
            this.error = error;
            this.restarts = restarts;
        }

        public Builder errorKind(String kind) {
            errorKind = kind;
            return this;
        }

        public Builder configuration(Map<String, String> given) {
            configuration = given;
            return this;
        }

        public Builder events(long all, long failed) {
            events = all;
            failedEvents = failed;
            return this;
        }

        public Builder lag(double millis, String where) {
            lagMillis = millis;
            lagWhere = where;
            return this;
        }

        public Builder latencyMillis(double millis) {
            latencyMillis = millis;
            return this;
        }

        public Builder backpressured(double share, String where) {
            backpressuredShare = share;
            backpressuredWhere = where;
            return this;
        }

        public Builder stateBytes(double bytes, double bytesMax) {
            stateBytes = bytes;
            stateBytesMax = bytesMax;
            return this;
        }

        public Builder epochMillis(double millis) {
            epochMillis = millis;
            return this;
        }

        /** One that is not complete has taken this so far; it counts if that is more than the last one took. */
        public Builder epochUnderWay(double millis) {
            if (!(millis <= epochMillis)) {
                epochMillis = millis;
                isEpochUnderWay = true;
            }
            return this;
        }

        public PipelineHealth build() {
            return new PipelineHealth(
                    name,
                    state,
                    error,
                    errorKind,
                    restarts,
                    configuration,
                    events,
                    failedEvents,
                    lagMillis,
                    lagWhere,
                    latencyMillis,
                    backpressuredShare,
                    backpressuredWhere,
                    stateBytes,
                    stateBytesMax,
                    epochMillis,
                    isEpochUnderWay);
        }
    }
}
