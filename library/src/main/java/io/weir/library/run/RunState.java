package io.weir.library.run;

import io.weir.engine.epoch.EpochStores;
import io.weir.engine.pipeline.PipelineState;
import java.util.Map;
import java.util.Optional;

/**
 * Where the jobs of a script keep their epochs, so that a run goes on where an earlier one was.
 *
 * @param name names the pipeline
 * @param location a folder or {@code s3://bucket/prefix}: the script's first job is there, others beside it, and epochs
 *     are saved although a job ends by itself; empty for the name in {@code execution.checkpointing.dir}, or in
 *     {@code .weir}
 * @param mayLeaveState whether state may be left behind whose operator is not in the plan any more
 */
public record RunState(String name, Optional<String> location, boolean mayLeaveState) {
    /** Flink's key of the place where the states of all pipelines are. */
    private static final String DIRECTORY = "execution.checkpointing.dir";

    private static final String HOME = ".weir";

    /** Where the state of the script's first job is. */
    public String location(Map<String, String> configuration) {
        String place = location.orElseGet(() -> configuration.getOrDefault(DIRECTORY, HOME) + "/" + name);
        return place.endsWith("/") && place.length() > 1 ? place.substring(0, place.length() - 1) : place;
    }

    /** The state of a script's job: the first has the script's name, others one with their number. */
    PipelineState of(int job, Map<String, String> configuration) {
        String suffix = job == 1 ? "" : "-" + job;
        return new PipelineState(
                name + suffix,
                location.isPresent(),
                mayLeaveState,
                () -> EpochStores.open(location(configuration) + suffix, configuration));
    }
}
