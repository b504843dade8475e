package io.weir.testing.sql.random;

import io.weir.testing.sql.random.RandomTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws queries of all families over one or two tables. */
final class RandomQueries {
    private final Random random;
    private final List<RandomTable> tables;
    private final RandomAggregates calls;
    private final RandomWindows windows;
    private boolean dependsOnArrival;
    private int names;

    RandomQueries(Random random, List<RandomTable> tables) {
        this.random = random;
        this.tables = List.copyOf(tables);
        this.calls = new RandomAggregates(random);
        this.windows = new RandomWindows(random);
    }

    /** A query of the family. */
    RandomQuery draw(RandomFamily family) {
        dependsOnArrival = false;
        names = 0;
        Sql sql = switch (family) {
            case PROJECTION -> projection();
            case WINDOW -> window();
            case GROUP_WINDOW -> groupWindow();
            case GROUP -> group(rows(2));
            case GROUPING_SETS -> groupingSets();
            case DISTINCT -> distinct();
            case DEDUPLICATE -> deduplicate();
            case TOP_N -> topN();
            case OVER -> over();
            case WINDOW_TOP_N -> windowTopN();
            case UNNEST -> unnest();
            case NESTED_GROUP -> nestedGroup();
            case CASCADE -> cascade();
            case SORT_LIMIT -> sortLimit();
            case UNION -> union();
            case JOIN -> join();
        };
        return new RandomQuery(family.name(), sql, dependsOnArrival || calls.dependsOnArrival());
    }

    /** Something to read from, with its columns; its event time column is {@code ts}. */
    private record Rows(Sql from, List<Column> columns) {}

    private RandomTable table() {
        return tables.get(random.nextInt(tables.size()));
    }

    /** A table, or a query over it that keeps id, key and event time. */
    private Rows rows(int depth) {
        RandomTable table = table();
        Rows plain = new Rows(Sql.text(table.name()), table.columns());
        if (depth == 0 || random.nextInt(3) != 0) {
            return plain;
        }
        RandomExpressions expressions = new RandomExpressions(random, table.columns());
        List<Sql> items = new ArrayList<>();
        List<Column> columns = new ArrayList<>(table.columns().subList(0, 3));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Kind kind = expressions.anyKind();
            String name = "e" + names++;
            items.add(Sql.of(expressions.draw(kind, 2), " AS " + name));
            columns.add(new Column(name, kind));
        }
        return new Rows(
                Sql.of(
                        "(SELECT id, k, ts, ",
                        new Sql.Parts("", ", ", 1, items),
                        " FROM " + table.name(),
                        where(expressions),
                        ")"),
                columns);
    }

    private Sql where(RandomExpressions expressions) {
        List<Sql> conditions = new ArrayList<>();
        for (int i = random.nextInt(5) / 2; i > 0; i--) {
            conditions.add(expressions.draw(Kind.BOOLEAN, 2));
        }
        return new Sql.Parts(" WHERE ", " AND ", 0, conditions);
    }

    private Sql projection() {
        Rows rows = rows(1);
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        List<Sql> items = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            items.add(expressions.draw(expressions.anyKind(), 3));
        }
        return Sql.of("SELECT ", numbered(items), " FROM ", rows.from(), where(expressions));
    }

    private static Sql.Parts numbered(List<Sql> items) {
        List<Sql> named = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            named.add(Sql.of(items.get(i), " AS o" + i));
        }
        return new Sql.Parts("", ", ", 1, named);
    }

    private Sql window() {
        return window(rows(1), keys());
    }

    private List<String> keys() {
        return random.nextInt(4) == 0 ? List.of() : List.of("k");
    }

    private Sql window(Rows rows, List<String> keys) {
        Sql.Parts keyParts = new Sql.Parts(
                "", "", 0, keys.stream().map(key -> Sql.text(key + ", ")).toList());
        return Sql.of(
                "SELECT ",
                keyParts,
                "window_start, window_end, ",
                calls.aggregates(rows.columns(), false),
                " FROM TABLE(",
                windows.function(rows.from(), keys),
                ")",
                " GROUP BY ",
                keyParts,
                "window_start, window_end",
                calls.having(rows.columns()));
    }

    private Sql groupWindow() {
        Rows rows = rows(1);
        String size = windows.size();
        String kind = List.of("TUMBLE", "HOP", "SESSION").get(random.nextInt(3));
        String arguments = "(ts, " + (kind.equals("HOP") ? "INTERVAL '10' SECOND, " : "") + "INTERVAL '" + size + ")";
        return Sql.of(
                "SELECT k, " + kind + "_START" + arguments + " AS ws, " + kind + "_END" + arguments + " AS we, ",
                calls.aggregates(rows.columns(), false),
                " FROM ",
                rows.from(),
                " GROUP BY k, " + kind + arguments,
                calls.having(rows.columns()));
    }

    private Sql group(Rows rows) {
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        List<Sql> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.add(random.nextInt(3) == 0 ? expressions.draw(expressions.scalarKind(), 1) : Sql.text("k"));
        }
        List<Sql> selected = new ArrayList<>();
        IntStream.range(0, keys.size()).forEach(i -> selected.add(Sql.of(keys.get(i), " AS g" + i + ", ")));
        return Sql.of(
                "SELECT ",
                new Sql.Parts("", "", 0, selected),
                calls.aggregates(rows.columns(), false),
                " FROM ",
                rows.from(),
                where(expressions),
                new Sql.Parts(" GROUP BY ", ", ", 0, keys),
                keys.isEmpty() ? Sql.text("") : calls.having(rows.columns()));
    }

    private Sql groupingSets() {
        Rows rows = rows(1);
        String second = rows.columns().get(rows.columns().size() - 1).kind().isScalar()
                ? rows.columns().get(rows.columns().size() - 1).name()
                : "id";
        String sets = List.of(
                        "GROUPING SETS ((k, " + second + "), (k), ())",
                        "ROLLUP (k, " + second + ")",
                        "CUBE (k, " + second + ")")
                .get(random.nextInt(3));
        return Sql.of(
                "SELECT k, " + second + " AS s, GROUPING_ID(k, " + second + ") AS gid, ",
                calls.aggregates(rows.columns(), false),
                " FROM ",
                rows.from(),
                " GROUP BY " + sets);
    }

    private Sql distinct() {
        Rows rows = rows(1);
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        List<Sql> items = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            items.add(expressions.draw(expressions.scalarKind(), 1));
        }
        return Sql.of("SELECT DISTINCT ", numbered(items), " FROM ", rows.from(), where(expressions));
    }

    private Sql nestedGroup() {
        Rows rows = rows(1);
        String name = "c" + names++;
        Sql inner = Sql.of(
                "(SELECT k, id, COUNT(*) AS " + name + ", ",
                new Sql.Parts(
                        "",
                        ", ",
                        1,
                        List.of(
                                Sql.of(calls.aggregate(rows.columns(), true), " AS x1"),
                                Sql.text("SUM(id) AS x2"),
                                Sql.text("MAX(ts) AS x3"))),
                " FROM ",
                rows.from(),
                where(new RandomExpressions(random, rows.columns())),
                " GROUP BY k, id)");
        List<Sql> items = new ArrayList<>(List.of(
                Sql.text("COUNT(*) AS n"),
                Sql.text("SUM(" + name + ") AS s"),
                Sql.text("MAX(" + name + ") AS m"),
                Sql.text("MIN(id) AS l"),
                Sql.text("AVG(" + name + ") AS v"),
                Sql.text("COUNT(DISTINCT " + name + ") AS d")));
        while (items.size() > 3) {
            items.remove(random.nextInt(items.size()));
        }
        String key = random.nextBoolean() ? "k" : name;
        return Sql.of("SELECT " + key + ", ", new Sql.Parts("", ", ", 1, items), " FROM ", inner, " GROUP BY " + key);
    }

    private Sql cascade() {
        Rows rows = rows(0);
        return Sql.of(
                "SELECT window_start, window_end, COUNT(*) AS n, SUM(c) AS s, MAX(m) AS m FROM TABLE(TUMBLE((",
                "SELECT k, window_time AS ts, COUNT(*) AS c, ",
                Sql.of(calls.aggregate(List.of(new Column("id", Kind.INT)), true), " AS m"),
                " FROM TABLE(TUMBLE(",
                RandomWindows.inputOf(rows.from()),
                ", DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end, window_time",
                "), DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end");
    }

    // ---- rows ------------------------------------------------------------------------------------------------------

    private Sql ranked(Rows rows, String partition, String order, String limit) {
        return Sql.of(
                "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (" + partition + " ORDER BY " + order + ") AS rn FROM ",
                rows.from(),
                ") WHERE rn <= " + limit);
    }

    private Sql deduplicate() {
        dependsOnArrival = true;
        String direction = random.nextBoolean() ? "ASC" : "DESC";
        return ranked(rows(1), "PARTITION BY k", "ts " + direction, "1");
    }

    private Sql topN() {
        Rows rows = rows(1);
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        String by = expressions.leaf(expressions.scalarKind()).text();
        String nulls = List.of("", " NULLS FIRST", " NULLS LAST").get(random.nextInt(3));
        dependsOnArrival = true;
        String partition = random.nextInt(4) == 0 ? "" : "PARTITION BY k";
        String order = by + (random.nextBoolean() ? " DESC" : " ASC") + nulls + ", id";
        // Of a Top-1 by another column than time Flink gives rows that have gone: it takes it for a deduplication.
        String limit = Integer.toString(2 + random.nextInt(4));
        if (random.nextInt(3) == 0) {
            Sql counts = Sql.of(
                    "(SELECT k, MOD(id, 5) AS id, COUNT(*) AS c, SUM(id) AS s FROM ",
                    rows.from(),
                    " GROUP BY k, MOD(id, 5))");
            return ranked(new Rows(counts, List.of()), partition, "c DESC, s DESC, id, k", limit);
        }
        return ranked(rows, partition, order, limit);
    }

    private Sql over() {
        Rows rows = rows(1);
        dependsOnArrival = true;
        String frame = List.of(
                        "ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
                        "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                        "RANGE BETWEEN INTERVAL '20' SECOND PRECEDING AND CURRENT ROW",
                        "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW")
                .get(random.nextInt(4));
        String partition = random.nextInt(5) == 0 ? "" : "PARTITION BY k ";
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        List<Sql> items = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Sql call = switch (random.nextInt(6)) {
                case 0 -> Sql.text("COUNT(*)");
                case 1 -> Sql.of("SUM(", expressions.leaf(expressions.numericKind()), ")");
                case 2 -> Sql.of("AVG(", expressions.leaf(expressions.numericKind()), ")");
                case 3 -> Sql.of("MIN(", expressions.leaf(expressions.scalarKind()), ")");
                case 4 -> Sql.of("MAX(", expressions.leaf(expressions.scalarKind()), ")");
                default -> Sql.of("COUNT(", expressions.leaf(expressions.scalarKind()), ")");
            };
            items.add(Sql.of(call, " OVER w AS a" + names++));
        }
        return Sql.of(
                "SELECT id, k, ts, ",
                new Sql.Parts("", ", ", 1, items),
                " FROM ",
                rows.from(),
                " WINDOW w AS (" + partition + "ORDER BY ts " + frame + ")");
    }

    private Sql windowTopN() {
        dependsOnArrival = true;
        Rows rows = rows(0);
        Sql function = windows.function(rows.from(), List.of());
        if (random.nextBoolean()) {
            return Sql.of(
                    "SELECT * FROM (SELECT id, k, ts, window_start, window_end, ROW_NUMBER() OVER (PARTITION BY"
                            + " window_start, window_end, k ORDER BY "
                            + (random.nextBoolean() ? "ts, id" : "id DESC") + ") AS rn FROM TABLE(",
                    function,
                    ")) WHERE rn <= " + (1 + random.nextInt(3)));
        }
        return Sql.of(
                "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY c DESC, k)"
                        + " AS rn FROM (SELECT k, window_start, window_end, COUNT(*) AS c FROM TABLE(",
                function,
                ") GROUP BY k, window_start, window_end)) WHERE rn <= " + (1 + random.nextInt(3)));
    }

    private Sql unnest() {
        RandomTable table = table();
        RandomExpressions expressions = new RandomExpressions(random, table.columns());
        String join = random.nextBoolean() ? "CROSS JOIN" : "LEFT JOIN";
        Sql tail = Sql.text(join.equals("CROSS JOIN") ? "" : " ON TRUE");
        if (random.nextInt(3) == 0) {
            return Sql.of(
                    "SELECT id, mk, mv FROM " + table.name() + " " + join + " UNNEST(",
                    expressions.draw(Kind.MAP, 1),
                    ") AS u (mk, mv)",
                    tail);
        }
        return Sql.of(
                "SELECT id, x FROM " + table.name() + " " + join + " UNNEST(",
                expressions.draw(Kind.ARRAY, 1),
                ") AS u (x)",
                tail);
    }

    private Sql sortLimit() {
        dependsOnArrival = true;
        Rows rows = rows(1);
        RandomExpressions expressions = new RandomExpressions(random, rows.columns());
        String by = expressions.leaf(expressions.scalarKind()).text();
        return Sql.of(
                "SELECT id, k, " + by + " AS o FROM ",
                rows.from(),
                where(expressions),
                " ORDER BY " + by + (random.nextBoolean() ? " DESC" : "") + ", id LIMIT " + (1 + random.nextInt(5)));
    }

    private Sql union() {
        RandomExpressions left = new RandomExpressions(random, tables.get(0).columns());
        RandomExpressions right =
                new RandomExpressions(random, tables.get(tables.size() - 1).columns());
        Kind kind = left.scalarKind();
        String all = random.nextBoolean() ? " UNION ALL " : " UNION ";
        Sql both = Sql.of(
                "SELECT k, ",
                left.draw(kind, 1),
                " AS u FROM " + tables.get(0).name(),
                where(left),
                all + "SELECT k, ",
                right.draw(kind, 1),
                " AS u FROM " + tables.get(tables.size() - 1).name(),
                where(right));
        return random.nextBoolean()
                ? both
                : Sql.of("SELECT k, COUNT(*) AS n, COUNT(DISTINCT u) AS d FROM (", both, ") GROUP BY k");
    }

    private Sql join() {
        RandomTable left = tables.get(0);
        RandomTable right = tables.get(tables.size() - 1);
        String kind = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN").get(random.nextInt(4));
        String time = random.nextInt(3) == 0
                ? " AND l.ts BETWEEN r.ts - INTERVAL '10' SECOND AND r.ts + INTERVAL '5' SECOND"
                : "";
        return Sql.of(
                "SELECT l.id AS li, r.id AS ri, l.k AS lk, r.k AS rk FROM " + left.name() + " l " + kind + " "
                        + right.name() + " r ON l.k = r.k",
                new Sql.Parts("", "", 0, List.of(Sql.text(" AND l.id < r.id"), Sql.text(time))));
    }
}
