package io.weir.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.epoch.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpochAssemblyTest {
    private static final JobGraph.OperatorInfo IN_STEP = new JobGraph.OperatorInfo("behind an exchange", 2, true);
    private static final JobGraph.OperatorInfo ON_ITS_OWN = new JobGraph.OperatorInfo("behind a source", 2, false);

    private static Manifest manifest(JobGraph.OperatorInfo info, long... watermarks) {
        EpochAssembly assembly = new EpochAssembly("test", Map.of("window-1", info), Map.of());
        for (int i = 0; i < watermarks.length; i++) {
            assembly.add(new InstanceReport(
                    1,
                    false,
                    List.of(new InstanceReport.Saved("window-1", i, watermarks[i], List.of())),
                    List.of(),
                    List.of()));
        }
        return assembly.assemble(1, 0, false);
    }

    /** Beside idle producers one may be ahead of the other, and has given out windows that must stay closed. */
    @Test
    void instancesThatHearTheSameProducersGoOnFromTheFurthest() {
        Manifest manifest = manifest(IN_STEP, 31_408, 26_460);
        assertThat(manifest.operator("window-1").orElseThrow().watermarks()).containsExactly(31_408L, 31_408L);
    }

    /** Rows of the slower one would be late. */
    @Test
    void instancesWithSourcesOfTheirOwnKeepTheirWatermarks() {
        Manifest manifest = manifest(ON_ITS_OWN, 31_408, 26_460);
        assertThat(manifest.operator("window-1").orElseThrow().watermarks()).containsExactly(31_408L, 26_460L);
    }
}
