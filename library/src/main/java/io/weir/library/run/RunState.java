package io.weir.library.run;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.pipeline.PipelineState;
import java.util.Map;
import java.util.Optional;

/**
 * Where the jobs of a script keep their epochs, so that a run goes on where an earlier one was.
 *
 * @param name names the pipeline, together with {@code pipeline.name}
 * @param isForBounded whether epochs are saved although a job ends by itself
 * @param mayLeaveState whether state may be left behind whose operator is not in the plan any more
 * @param stores opens the store of a pipeline of this name, with the job's configuration
 */
public record RunState(String name, boolean isForBounded, boolean mayLeaveState, Stores stores) {
    /** Opens stores. */
    @FunctionalInterface
    public interface Stores {
        /**
         * Opens the store of a pipeline.
         *
         * @throws io.weir.plan.WeirException if another process has it
         */
        EpochStore open(String pipeline, Map<String, String> configuration);
    }

    /** Flink's key of the place where the states of all pipelines are. */
    private static final String DIRECTORY = "execution.checkpointing.dir";

    private static final String HOME = ".weir";

    /**
     * At a location, a folder or {@code s3://bucket/prefix}: a script's first job there, others beside it.
     *
     * @param location empty for the pipeline's name in {@code execution.checkpointing.dir}, or in {@code .weir}
     */
    public static RunState at(String name, Optional<String> location, boolean mayLeaveState) {
        return new RunState(
                name,
                location.isPresent(),
                mayLeaveState,
                (pipeline, configuration) ->
                        EpochStores.open(locationOf(name, location, pipeline, configuration), configuration));
    }

    /** Where the state of a script's first job is. */
    public static String locationOf(String name, Optional<String> location, Map<String, String> configuration) {
        return locationOf(name, location, name, configuration);
    }

    private static String locationOf(
            String name, Optional<String> location, String pipeline, Map<String, String> configuration) {
        String first = location.orElseGet(() -> configuration.getOrDefault(DIRECTORY, HOME) + "/" + name);
        return withoutEnd(first) + pipeline.substring(name.length());
    }

    private static String withoutEnd(String location) {
        return location.endsWith("/") && location.length() > 1
                ? location.substring(0, location.length() - 1)
                : location;
    }

    /** The state of a script's job: the first has the script's name, others one with their number. */
    PipelineState of(int job, Map<String, String> configuration) {
        String pipeline = job == 1 ? name : name + "-" + job;
        return new PipelineState(pipeline, isForBounded, mayLeaveState, () -> stores.open(pipeline, configuration));
    }
}
