package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.side.Task;
import java.nio.file.Path;

/** A pipeline that runs until it is stopped. */
interface KafkaPipeline {
    /** Whether it still does what it should; false once it has failed. */
    boolean isRunning();

    void stop() throws Exception;

    /** Who can run the query. */
    enum Kind {
        WEIR,
        FLINK,
        STREAMS;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Kind of(String id) {
            for (Kind kind : values()) {
                if (kind.id().equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There is no side " + id + "; there are weir, flink, streams");
        }

        /**
         * Starts it.
         *
         * @param state an empty folder for its state
         */
        KafkaPipeline start(Task task, Path state) throws Exception {
            return switch (this) {
                case WEIR -> new WeirKafkaPipeline(task, state);
                case FLINK -> new FlinkKafkaPipeline(task, state);
                case STREAMS -> new StreamsKafkaPipeline(task, state);
            };
        }
    }
}
