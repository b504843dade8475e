package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.PlannedStatement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flink writes as parquet is read natively, and the other way round, with the answers of the corpus. */
@Tag("slow")
class ParquetExchangeTest {
    private static final EngineUnderTest FLINK = new FlinkEngine();
    private static final EngineUnderTest NATIVE = NativeEngine.withParallelism(2);

    private static FlinkCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = FlinkCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    /** Lets one engine write and another read. */
    private record Exchange(EngineUnderTest writer, EngineUnderTest reader) implements EngineUnderTest {
        @Override
        public String name() {
            return writer.name() + " to " + reader.name();
        }

        @Override
        public boolean isNative() {
            return false;
        }

        @Override
        public Result run(PlannedStatement.Job job) throws Exception {
            return (job instanceof PlannedStatement.InsertJob ? writer : reader).run(job);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "every_type, true",
        "every_type, false",
        "nested, true",
        "nested, false",
        "partitions, true",
        "int64_timestamps, true",
        "int64_timestamps, false",
    })
    void filesOfOneAreReadByTheOther(String name, boolean isWrittenByFlink) throws IOException {
        Path root = Corpus.root();
        SqlCase sqlCase = SqlCaseParser.parse(root, "parquet/" + name);
        Exchange exchange = isWrittenByFlink ? new Exchange(FLINK, NATIVE) : new Exchange(NATIVE, FLINK);

        try (PlannedCase planned = PlannedCase.plan(sqlCase, Map.copyOf(cluster.configuration()))) {
            assertThat(SqlCaseRunner.differences(planned, exchange)).isEmpty();
        }
    }
}
