package io.weir.testing.sql.random;

import io.weir.testing.sql.SqlCase;
import io.weir.testing.sql.SqlCaseParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Tables and one query over them, the same for the same seed; and everything that is a step simpler.
 *
 * @param seed what it was drawn from
 * @param settings the statements before the tables
 */
record RandomCase(long seed, List<String> settings, List<RandomTable> tables, RandomQuery query) {
    RandomCase {
        settings = List.copyOf(settings);
        tables = List.copyOf(tables);
    }

    /** Draws a case of one of these families. */
    static RandomCase generate(long seed, List<RandomFamily> families) {
        // Neighbouring seeds of java.util.Random begin alike.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        List<RandomTable> tables = new ArrayList<>();
        tables.add(RandomTable.generate("t1", random));
        if (random.nextInt(3) == 0) {
            tables.add(RandomTable.generate("t2", random));
        }
        List<String> settings = new ArrayList<>();
        // Each row then has the watermark that the rows before it make, in every run.
        settings.add("SET 'pipeline.auto-watermark-interval' = '0 ms';");
        if (random.nextInt(3) == 0) {
            settings.add("SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';");
        }
        RandomFamily family = families.get(random.nextInt(families.size()));
        if (random.nextInt(5) == 0 && !family.isOfEventTime()) {
            settings.add("SET 'table.exec.mini-batch.enabled' = 'true';");
            settings.add("SET 'table.exec.mini-batch.allow-latency' = '1 s';");
            settings.add("SET 'table.exec.mini-batch.size' = '" + (1 + random.nextInt(20)) + "';");
            if (random.nextBoolean()) {
                settings.add("SET 'table.optimizer.distinct-agg.split.enabled' = 'true';");
            }
        }
        RandomQueries queries = new RandomQueries(random, tables);
        RandomQuery query = queries.draw(family);
        if (query.dependsOnArrival()) {
            // Flink's mini-batches bring DISTINCT values in the order of a hash table, and buckets one by one.
            settings.removeIf(setting -> setting.contains("mini-batch") || setting.contains("distinct-agg.split"));
        }
        return new RandomCase(seed, settings, tables, query);
    }

    /** The case as a file of the corpus, its answer still open. */
    String toText() {
        StringBuilder text = new StringBuilder("-- Found by a random query: seed " + seed + ".\n");
        text.append("-- tags: random, ")
                .append(query.family().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        text.append('\n');
        settings.forEach(setting -> text.append(setting).append('\n'));
        text.append('\n');
        tables.forEach(table -> text.append(table.toText()));
        text.append(query.sql().text()).append(";\n");
        return text.toString();
    }

    SqlCase toSqlCase() {
        return SqlCaseParser.parse("random/seed_" + seed, Path.of("seed_" + seed + ".sql"), toText());
    }

    /** Cases with fewer rows: half of them, a quarter of them, …, one of them left out. */
    List<RandomCase> withFewerRows() {
        List<RandomCase> fewer = new ArrayList<>();
        for (int t = 0; t < tables.size(); t++) {
            RandomTable table = tables.get(t);
            int size = table.rows().size();
            for (int chunk = (size + 1) / 2; chunk > 0; chunk /= 2) {
                for (int from = 0; from < size; from += chunk) {
                    List<String> rows = new ArrayList<>(table.rows());
                    rows.subList(from, Math.min(size, from + chunk)).clear();
                    List<RandomTable> changed = new ArrayList<>(tables);
                    changed.set(t, table.withRows(rows));
                    fewer.add(new RandomCase(seed, settings, changed, query));
                }
            }
        }
        return fewer;
    }

    /** Cases with a simpler query, or a setting less. */
    List<RandomCase> withSimplerQuery() {
        List<RandomCase> simpler = new ArrayList<>();
        for (int i = 1; i < settings.size(); i++) {
            List<String> changed = new ArrayList<>(settings);
            changed.remove(i);
            simpler.add(new RandomCase(seed, changed, tables, query));
        }
        for (Sql sql : query.sql().simpler()) {
            simpler.add(new RandomCase(
                    seed, settings, tables, new RandomQuery(query.family(), sql, query.dependsOnArrival())));
        }
        return simpler;
    }
}
