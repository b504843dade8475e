package io.weir.engine.pipeline;

import io.weir.engine.epoch.EpochStore;
import java.util.function.Supplier;

/**
 * Where a pipeline keeps its epochs.
 *
 * @param pipeline the pipeline's name
 * @param isForBounded whether epochs are saved although the run ends by itself
 * @param mayLeaveState whether state may be left behind whose operator is not in the plan any more
 * @param store opens the store, when it is certain that epochs are saved; the run closes it
 */
public record PipelineState(String pipeline, boolean isForBounded, boolean mayLeaveState, Supplier<EpochStore> store) {}
