package io.weir.library.run;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.pipeline.PipelineState;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

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

    /** In folders: a script's first job in the folder itself, others beside it. */
    public static RunState inFolder(String name, Path folder, boolean isForBounded, boolean mayLeaveState) {
        Function<String, Path> folders = pipeline -> pipeline.equals(name)
                ? folder
                : folder.resolveSibling(folder.getFileName() + pipeline.substring(name.length()));
        return new RunState(
                name,
                isForBounded,
                mayLeaveState,
                (pipeline, configuration) -> EpochStores.local(folders.apply(pipeline), configuration));
    }

    /** The state of a script's job: the first has the script's name, others one with their number. */
    PipelineState of(int job, Map<String, String> configuration) {
        String pipeline = job == 1 ? name : name + "-" + job;
        return new PipelineState(pipeline, isForBounded, mayLeaveState, () -> stores.open(pipeline, configuration));
    }
}
