package io.weir.engine.state;

import java.util.Map;

/** Opens state backends of a kind; found as a service, so that the engine depends on no library. */
public interface StateBackendFactory {
    /** The name in {@code state.backend.type}. */
    String type();

    /**
     * Opens the backend of a job.
     *
     * @param configuration by Flink's keys
     * @throws io.weir.plan.WeirException if the configuration makes no sense, or there is no place for it
     */
    StateBackend open(Map<String, String> configuration);
}
