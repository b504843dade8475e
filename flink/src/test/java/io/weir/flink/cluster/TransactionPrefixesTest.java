package io.weir.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.PlannedStatement;
import io.weir.flink.ScriptPlanner;
import io.weir.flink.SqlScript;
import io.weir.flink.TableOverrides;
import io.weir.plan.CompiledPlanReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TransactionPrefixesTest {
    private static final String TABLES = """
            CREATE TABLE a (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '10');
            CREATE TABLE first_out (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 't', 'format' = 'json',
                'properties.bootstrap.servers' = 'localhost:9092');
            CREATE TABLE other_out (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 'u', 'format' = 'json',
                'properties.bootstrap.servers' = 'localhost:9092'%s);
            """;

    private static List<String> prefixes(String more, String inserts) {
        List<PlannedStatement.Job> jobs;
        try (ScriptPlanner planner = new ScriptPlanner(Map.of(TableOverrides.TRANSACTIONS, "job"))) {
            jobs = planner.plan(SqlScript.parse(TABLES.formatted(more) + inserts, "test"))
                    .jobs();
        }
        return TransactionPrefixes.apart(jobs).stream()
                .flatMap(job -> {
                    // What is changed is still a plan.
                    assertThat(CompiledPlanReader.read(job.planJson()).nodes()).isNotEmpty();
                    return Pattern.compile("\"sink.transactional-id-prefix\"\\s*:\\s*\"([^\"]*)\"")
                            .matcher(job.planJson())
                            .results()
                            .map(found -> found.group(1));
                })
                .toList();
    }

    @Test
    void eachInsertIntoATableHasTransactionsOfItsOwn() {
        assertThat(prefixes("", """
                INSERT INTO first_out SELECT id FROM a;
                INSERT INTO other_out SELECT id FROM a;
                INSERT INTO first_out SELECT id + 1 FROM a;
                INSERT INTO first_out SELECT id + 2 FROM a;
                """))
                .containsExactly("job-first_out", "job-other_out", "job-first_out-2", "job-first_out-3");
    }

    @Test
    void tablesThatSayTheSamePrefixAreToldApartToo() {
        String same = ", 'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'job-first_out'";
        assertThat(prefixes(same, """
                INSERT INTO first_out SELECT id FROM a;
                INSERT INTO other_out SELECT id FROM a;
                """)).containsExactly("job-first_out", "job-first_out-2");
    }

    @Test
    void statementsOfOneSetShareASink() {
        assertThat(prefixes("", """
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO first_out SELECT id FROM a;
                INSERT INTO first_out SELECT id + 1 FROM a;
                END;
                """)).containsExactly("job-first_out");
    }

    @Test
    void whereThereAreNoTransactionsNothingIsChanged() {
        String modest = ", 'sink.delivery-guarantee' = 'at-least-once', 'sink.transactional-id-prefix' = 'p'";
        assertThat(prefixes(modest, """
                INSERT INTO other_out SELECT id FROM a;
                INSERT INTO other_out SELECT id + 1 FROM a;
                """)).containsExactly("p", "p");
    }
}
