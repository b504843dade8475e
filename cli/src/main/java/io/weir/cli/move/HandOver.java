package io.weir.cli.move;

import io.weir.engine.epoch.MovedMark;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.flink.cluster.JobLeftException;
import io.weir.plan.WeirException;
import java.io.PrintStream;

/**
 * Marks a state as moved while its pipeline is begun elsewhere, and takes the mark away only if nothing of it is there:
 * a pipeline that runs in two places gives its results twice.
 */
final class HandOver {
    private final EpochStorage storage;
    private final MovedMark mark;
    private final PrintStream log;

    /**
     * What begins the pipeline elsewhere.
     *
     * @param <T> what it says of it
     */
    interface Beginning<T> {
        /** @throws JobLeftException if it did not begin as it should, and something of it may be there */
        T begin() throws InterruptedException;
    }

    HandOver(EpochStorage storage, MovedMark mark, PrintStream log) {
        this.storage = storage;
        this.mark = mark;
        this.log = log;
    }

    <T> T run(Beginning<T> beginning) throws InterruptedException {
        mark.write(storage);
        try {
            return beginning.begin();
        } catch (JobLeftException e) {
            log.println(
                    "weir: the state stays marked as moved at epoch " + mark.epoch() + ". Once you know that the job"
                            + " is not there, './weir state take-back' lets './weir run' go on here; what the job"
                            + " has committed comes once more then");
            throw e;
        } catch (RuntimeException | InterruptedException e) {
            unmark(e);
            throw e;
        }
    }

    private void unmark(Exception reason) {
        try {
            MovedMark.clear(storage);
            log.println(
                    "weir: nothing was moved: the pipeline goes on here with './weir run', from epoch " + mark.epoch());
        } catch (WeirException e) {
            reason.addSuppressed(e);
            log.println("weir: nothing was moved, but the state is still marked as moved: " + e.getMessage()
                    + " './weir state take-back' takes the mark away");
        }
    }
}
