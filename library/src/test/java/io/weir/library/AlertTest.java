package io.weir.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.library.run.EngineChoice;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connector {@code alert} in SQL, outside of a server. */
class AlertTest {
    private static final String ORDERS = """
            CREATE TABLE orders (country STRING, amount INT) WITH ('connector' = 'inline', 'rows' =
            '{"country":"de","amount":10}
            {"country":"fr","amount":20}
            {"country":"de","amount":900}
            {"country":"fr","amount":-500}');
            """;

    @Test
    void eachRowRaisesAnAlert() {
        String script = ORDERS + """
                CREATE TABLE alerts (severity STRING, `key` STRING, text STRING, amount INT)
                WITH ('connector' = 'alert');
                INSERT INTO alerts
                SELECT 'error', country, 'a large order', amount FROM orders WHERE amount > 100;
                """;

        assertThat(run(EngineChoice.NATIVE, script))
                .containsExactly("alert alerts de: error: a large order amount=900");
        assertThat(run(EngineChoice.FLINK, script)).containsExactly("alert alerts +I[error, de, a large order, 900]");
    }

    @Test
    void aRowThatGoesResolvesItsAlert() {
        String script = ORDERS + """
                CREATE TABLE alerts (severity STRING, `key` STRING, text STRING, PRIMARY KEY (`key`) NOT ENFORCED)
                WITH ('connector' = 'alert', 'severity' = 'critical');
                SET 'weir.changelog.every-change' = 'true';
                INSERT INTO alerts (`key`, text)
                SELECT country, 'sum is ' || CAST(SUM(amount) AS STRING) FROM orders
                GROUP BY country HAVING SUM(amount) > 15;
                """;

        assertThat(run(EngineChoice.NATIVE, script))
                .containsExactlyInAnyOrder("alert alerts de: critical: sum is 910", "alert alerts fr: resolved");
    }

    @Test
    void updatesNeedAPrimaryKey() {
        String script = ORDERS + """
                CREATE TABLE alerts (`key` STRING, text STRING) WITH ('connector' = 'alert');
                INSERT INTO alerts SELECT country, CAST(COUNT(*) AS STRING) FROM orders GROUP BY country;
                """;

        assertThatThrownBy(() -> run(EngineChoice.NATIVE, script))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("doesn't support consuming update changes");
    }

    private static List<String> run(EngineChoice engine, String script) {
        PrintStream before = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try (Weir weir = Weir.builder().engine(engine).parallelism(1).open()) {
            weir.execute(script);
        } finally {
            System.setErr(before);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("alert "))
                .toList();
    }
}
