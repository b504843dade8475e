package io.weir.library.run;

/** Which runtime is to run a job: {@code --engine}. */
public enum EngineChoice {
    /** The native engine if it can, otherwise Flink. */
    AUTO,
    /** The native engine, or an error. */
    NATIVE,
    /** Flink, inside this process. */
    FLINK
}
