package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.library.Weir;
import io.weir.library.run.EngineChoice;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lookup joins with a table that answers asynchronously, on both engines. */
class AsyncLookupJoinTest {
    private static final int CAPACITY = 4;

    private static Weir open(EngineChoice engine, int first, int last) {
        Weir weir = Weir.builder().engine(engine).parallelism(1).open();
        weir.execute("CREATE TABLE numbers (n BIGINT, number AS CAST(n AS INT), proc_time AS PROCTIME()) WITH ("
                + "'connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '" + first
                + "', 'fields.n.end' = '" + last + "');\n"
                + "CREATE TABLE names (number INT, name STRING) WITH ('connector' = 'answering');");
        return weir;
    }

    private static String query(String timeout) {
        return "SELECT /*+ LOOKUP('table'='a', 'async'='true', 'output-mode'='ordered', 'capacity'='" + CAPACITY
                + "', 'timeout'='" + timeout + "') */ n.number, a.name"
                + " FROM numbers AS n LEFT JOIN names FOR SYSTEM_TIME AS OF n.proc_time AS a ON n.number = a.number";
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void rowsStayInTheirOrderAndOnlySoManyAreUnderWay(EngineChoice engine) {
        AnsweringTableFactory.UNDER_WAY_MAX.set(0);
        try (Weir weir = open(engine, 100, 219)) {
            List<String> rows = weir.query(query("30 s")).toList().stream()
                    .map(Objects::toString)
                    .toList();

            assertThat(rows)
                    .containsExactlyElementsOf(IntStream.rangeClosed(100, 219)
                            .mapToObj(i -> "+I[" + i + ", " + (i % 2 == 0 ? "name " + i : null) + "]")
                            .toList());
        }
        assertThat(AnsweringTableFactory.UNDER_WAY_MAX.get()).isBetween(2, CAPACITY);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "FLINK"})
    void anAnswerThatIsLateEndsTheRun(EngineChoice engine) {
        try (Weir weir = open(engine, 10, 15)) {
            assertThatThrownBy(() -> weir.query(query("200 ms")).toList())
                    .hasStackTraceContaining(engine == EngineChoice.NATIVE ? "no answer within 200 ms" : "timed out");
        }
    }
}
