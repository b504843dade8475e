package io.weir.server.pipeline;

/** How a pipeline does. */
public enum PipelineState {
    /** It is planned, or its jobs are being started. */
    STARTING,
    /** Its jobs run. */
    RUNNING,
    /** A job has failed, or could not be started, and begins again by itself. */
    RESTARTING,
    /** A job has failed for good, or the file cannot be run as it is. */
    FAILED,
    /** Somebody has stopped it. */
    STOPPED,
    /** All its input has ended. */
    FINISHED
}
