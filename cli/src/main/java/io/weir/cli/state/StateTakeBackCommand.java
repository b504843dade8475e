package io.weir.cli.state;

import io.weir.engine.epoch.MovedMark;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir state take-back}: a pipeline that was moved may run here again. */
@Command(
        name = "take-back",
        mixinStandardHelpOptions = true,
        description = "Let a pipeline that was moved run here again, from the epoch at which it was moved. What it has"
                + " given out since, elsewhere, comes once more.")
final class StateTakeBackCommand implements Callable<Integer> {
    @Mixin
    private final StateOptions options = new StateOptions();

    @Override
    public Integer call() {
        try (EpochStorage storage = options.storage()) {
            Optional<MovedMark> mark = MovedMark.read(storage);
            if (mark.isEmpty()) {
                throw new WeirException(
                        ErrorCode.USAGE, "The pipeline was not moved", storage.location(), "Just run it", null);
            }
            MovedMark.clear(storage);
            System.out.println("It goes on here from epoch " + mark.get().epoch() + ". Make sure that "
                    + mark.get().job() + " does not run at " + mark.get().where() + " any more");
            return 0;
        }
    }
}
