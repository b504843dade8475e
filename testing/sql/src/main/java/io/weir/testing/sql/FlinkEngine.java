package io.weir.testing.sql;

import io.weir.flink.FlinkRun;
import io.weir.flink.LocalFlink;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.SelectJob;
import io.weir.library.compare.FinalRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Apache Flink at parallelism 1, by the product's {@link LocalFlink}. */
public final class FlinkEngine implements EngineUnderTest {

    private static final Duration JOB_LIMIT = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public Result run(Job job) throws Exception {
        LateRowsReporter.reset();
        FinalRows rows = new FinalRows(job instanceof SelectJob select ? select.columns() : List.of());
        List<String> printed = StandardOutput.printedLines(() -> {
            try (FlinkRun run = LocalFlink.start(job, 1, rows::accept)) {
                if (!run.await(JOB_LIMIT)) {
                    throw new IllegalStateException("The job did not end within " + JOB_LIMIT);
                }
            }
        });
        return new Result(TextTable.of(job, rows), printed, LateRowsReporter.total(), Optional.empty());
    }
}
