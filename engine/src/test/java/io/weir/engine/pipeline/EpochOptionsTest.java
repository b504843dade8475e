package io.weir.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.runtime.EpochRecovery;
import io.weir.engine.runtime.EpochSettings;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOptionsTest {
    private static EpochSettings settings(Map<String, String> configuration) {
        EpochOptions options = new EpochOptions(new PipelineOptions(configuration, 1, 100, Clock.SYSTEM));
        return options.settings(
                options.context("p"),
                EpochStores.open(new MemoryStorage(), Map.of()),
                new EpochRecovery.Start(Optional.empty(), 0));
    }

    @Test
    void anEpochComesEachSecondUnlessOneSaysOtherwise() {
        assertThat(settings(Map.of()).intervalMillis()).isEqualTo(1000);
        assertThat(settings(Map.of("execution.checkpointing.interval", "2 min")).intervalMillis())
                .isEqualTo(120_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0 ms", "999 ns", "200000000000 d", "often"})
    void anIntervalMustBeOne(String interval) {
        assertThatThrownBy(() -> settings(Map.of("execution.checkpointing.interval", interval)))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining("interval");
    }
}
