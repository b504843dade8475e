package io.weir.library.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartingRunTest {
    private final List<String> log = new ArrayList<>();

    /** A run that ends at once, in a failure if there is a code. */
    private record Ended(Optional<ErrorCode> failure) implements JobRun {
        @Override
        public String engine() {
            return "native";
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }

        @Override
        public void await() {
            failure.ifPresent(code -> {
                throw new WeirException(code, "went wrong", "table t", "", null);
            });
        }

        @Override
        public boolean hasEnded() {
            return true;
        }

        @Override
        public void stop() {}

        @Override
        public RunStatus status() {
            return RunStatus.ofTime(0, 0);
        }

        @Override
        public void close() {}
    }

    private RestartingRun run(int attempts, ErrorCode... failures) {
        Deque<JobRun> runs = new ArrayDeque<>();
        Arrays.stream(failures).forEach(code -> runs.add(new Ended(Optional.of(code))));
        runs.add(new Ended(Optional.empty()));
        return new RestartingRun(
                runs.removeFirst(), runs::removeFirst, new RestartStrategy.FixedDelay(attempts, 1), log::add);
    }

    @Test
    void aFailureThatMayPassIsTriedAgain() throws Exception {
        try (RestartingRun run = run(5, ErrorCode.CONNECTOR_FAILED, ErrorCode.IO_FAILED)) {
            run.await();
            assertThat(log).hasSize(2).allMatch(line -> line.contains("went wrong"));
        }
    }

    @Test
    void aServerThatCannotBeReachedMayComeBack() throws Exception {
        try (RestartingRun run = run(5, ErrorCode.CONNECTOR_UNREACHABLE, ErrorCode.CONNECTOR_UNREACHABLE)) {
            run.await();
            assertThat(log).hasSize(2);
        }
    }

    @Test
    void attemptsComeToAnEnd() {
        try (RestartingRun run = run(1, ErrorCode.CONNECTOR_FAILED, ErrorCode.CONNECTOR_FAILED)) {
            assertThatThrownBy(run::await).hasMessageContaining("went wrong");
            assertThat(log).hasSize(1);
        }
    }

    @Test
    void whatWouldFailInTheSameWayAgainEndsTheJob() {
        try (RestartingRun run = run(5, ErrorCode.RECORD_UNDECODABLE)) {
            assertThatThrownBy(run::await).hasMessageContaining("went wrong");
            assertThat(log).isEmpty();
        }
    }
}
