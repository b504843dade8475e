package io.weir.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewFilter.Operator;
import io.weir.connector.view.ViewQuery;
import io.weir.library.run.EngineChoice;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final String CLICKS = """
            CREATE TABLE clicks (page STRING, ms INT) WITH ('connector' = 'push')""";

    private static final String PAGES = """
            CREATE TABLE pages (page STRING, clicks BIGINT, ms INT, PRIMARY KEY (page) NOT ENFORCED)
            WITH ('connector' = 'view')""";

    private static final String INSERT = """
            INSERT INTO pages SELECT page, COUNT(*), SUM(ms) FROM clicks GROUP BY page""";

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aViewIsReadWhileItsPipelineRuns() {
        try (Weir weir = Weir.builder().parallelism(2).open()) {
            // Given a pipeline that keeps a view
            weir.execute(CLICKS);
            weir.execute(PAGES);
            Pipeline pipeline = weir.start(INSERT);
            await(() -> weir.views().find("pages").isPresent());
            View pages = weir.views().get("pages");

            try (TableInput clicks = weir.input("clicks")) {
                // When rows come
                clicks.push("/home", 120);
                clicks.push("/cart", 80);
                clicks.push("/home", 10);

                // Then they are read by key
                ViewQuery home = ViewQuery.ALL.where("page", Operator.EQ, "/home");
                await(() -> pages.read(home).toRows().equals(List.of(Row.of("/home", 2L, 130))));
                assertThat(pages.read(ViewQuery.ALL.orderBy("clicks", true)).toRows())
                        .containsExactly(Row.of("/home", 2L, 130), Row.of("/cart", 1L, 80));

                // And by SQL, on the engine itself
                QueryResult result = weir.query("SELECT clicks, UPPER(page) AS page FROM pages WHERE ms > 100");
                assertThat(result.toList()).containsExactly(Row.of(2L, "/HOME"));
                assertThat(result.whyOnFlink()).isEmpty();
            }
            assertThat(pipeline).isNotNull();
        }
    }

    @Test
    void aViewThatNobodyHasWrittenIsNotThere() {
        try (Weir weir = Weir.open()) {
            weir.execute(PAGES);

            assertThatThrownBy(() -> weir.query("SELECT * FROM pages").toList())
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("There is no view 'pages'");
        }
    }

    @Test
    void flinkCannotWriteViews() {
        try (Weir weir = Weir.builder().engine(EngineChoice.FLINK).open()) {
            weir.execute(CLICKS);
            weir.execute(PAGES);

            assertThatThrownBy(() -> weir.start(INSERT).await())
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("pages")
                    .hasMessageContaining("Weir's engine")
                    .hasMessageContaining("--engine native");
        }
    }

    @Test
    void anUnknownOptionIsRefused() {
        try (Weir weir = Weir.open()) {
            weir.execute(CLICKS);
            weir.execute("CREATE TABLE pages (page STRING, ms INT) WITH ('connector' = 'view', 'retention.row' = '1')");

            assertThatThrownBy(() -> weir.start("INSERT INTO pages SELECT page, ms FROM clicks"))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("retention.row");
        }
    }
}
