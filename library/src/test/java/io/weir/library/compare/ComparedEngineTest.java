package io.weir.library.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedEngineTest {

    @Test
    void enginesHaveAKindAParallelismAndAPlace() {
        assertThat(ComparedEngine.list("native, flink:2,cluster:4=http://host:8081"))
                .extracting(ComparedEngine::name)
                .containsExactly("native", "flink:2", "cluster:4");
        ComparedEngine cluster = ComparedEngine.list("native,cluster=host").get(1);
        assertThat(cluster.cluster().orElseThrow()).hasToString("http://host:8081");
        assertThat(cluster.orParallelism(OptionalInt.of(3)).name()).isEqualTo("cluster:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "native",
                "",
                "native,",
                "native,spark",
                "native:0,flink",
                "native,cluster",
                "native,flink=http://x"
            })
    void whatIsNoListOfEnginesIsRefusedWithTheOnesThereAre(String list) {
        assertThatThrownBy(() -> ComparedEngine.list(list))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("--engines")
                .hasMessageContaining("native, flink and cluster=URL");
    }
}
