package io.weir.testing.faults;

/** What happens to a pipeline in a round; each round ends with the process dead. */
enum Fault {
    /** SIGKILL within 3 s from the start of the process, whatever it is doing. */
    KILL_STARTING,
    /** SIGKILL within 2 s from its first epoch. */
    KILL_RUNNING,
    /** The process halts when all sinks have prepared, before the manifest. */
    HALT_PREPARED,
    /** The process halts between the manifest and the first commit. */
    HALT_PUBLISHED,
    /** The process halts when one sink has committed. */
    HALT_BETWEEN_SINKS,
    /** The process halts when all sinks have committed, before the sources know. */
    HALT_COMMITTED,
    /** The broker is killed and started again. */
    BROKER_KILLED,
    /** The broker stands still for up to 2 s. */
    BROKER_STALLED,
    /** The database is killed and started again. */
    DATABASE_KILLED,
    /** The database stands still for up to 2 s. */
    DATABASE_STALLED,
    /** The process halts between the manifest and the first commit, and a byte of the manifest changes. */
    DAMAGED_MANIFEST,
    /** The process halts between the manifest and the first commit, and a byte of the epoch's data changes. */
    DAMAGED_DATA,
    /**
     * The process halts when all sinks have committed, and a byte of the manifest changes. There is no way back from it
     * that doubles nothing in a topic, so it happens only where it is asked for by name.
     */
    DAMAGED_COMMITTED,
    /** Another process is started on the same state. */
    SECOND_PROCESS,
    /** The file system with the state is full for a while. */
    DISK_FULL;

    boolean needsDatabase() {
        return this == DATABASE_KILLED || this == DATABASE_STALLED;
    }

    /** The step at which the process halts; empty if it does not. */
    String haltStep() {
        return switch (this) {
            case HALT_PREPARED -> "PREPARED";
            case HALT_PUBLISHED, DAMAGED_MANIFEST, DAMAGED_DATA -> "PUBLISHED";
            case HALT_BETWEEN_SINKS -> "SINK_COMMITTED";
            case HALT_COMMITTED, DAMAGED_COMMITTED -> "COMMITTED";
            default -> "";
        };
    }

    /** True if a byte of the newest epoch changes. */
    boolean isDamage() {
        return this == DAMAGED_MANIFEST || this == DAMAGED_DATA || this == DAMAGED_COMMITTED;
    }

    /** How often it happens where nothing is asked for by name: half of all rounds are kills at random. */
    int weight() {
        return switch (this) {
            case DAMAGED_COMMITTED -> 0;
            case KILL_STARTING -> 3;
            case KILL_RUNNING -> 9;
            default -> 1;
        };
    }
}
