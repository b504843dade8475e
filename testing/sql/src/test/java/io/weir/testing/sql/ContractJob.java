package io.weir.testing.sql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A job of a contract.
 *
 * @param sql a script with one job
 * @param folder for files of the job's own
 * @param keepsEpochs whether another may go on where it is stopped; on a cluster each can
 * @param from where it goes on, as {@link ContractRun#stop} says
 * @param doorSource behind the Flink door: the connector whose sources are Flink's; empty for none
 * @param doorSink the same for sinks
 */
record ContractJob(
        String name,
        String sql,
        int parallelism,
        Path folder,
        boolean keepsEpochs,
        Optional<String> from,
        String doorSource,
        String doorSink) {

    /** A job that runs once, from its beginning to its end. */
    static ContractJob once(String sql, int parallelism, Path folder) {
        return new ContractJob(
                "contract-" + java.util.UUID.randomUUID(), sql, parallelism, folder, false, Optional.empty(), "", "");
    }

    ContractJob withDoorSource(String connector) {
        return new ContractJob(name, sql, parallelism, folder, keepsEpochs, from, connector, doorSink);
    }

    ContractJob withDoorSink(String connector) {
        return new ContractJob(name, sql, parallelism, folder, keepsEpochs, from, doorSource, connector);
    }

    ContractJob withSql(String other) {
        return new ContractJob(name, other, parallelism, folder, keepsEpochs, from, doorSource, doorSink);
    }

    ContractJob withEpochs() {
        return new ContractJob(name, sql, parallelism, folder, true, from, doorSource, doorSink);
    }

    /** The same, which goes on from a place at another parallelism. */
    ContractJob goingOn(String place, int instances) {
        return new ContractJob(name, sql, instances, folder, true, Optional.of(place), doorSource, doorSink);
    }
}
