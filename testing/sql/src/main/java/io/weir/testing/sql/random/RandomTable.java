package io.weir.testing.sql.random;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A table in a file of NDJSON, its rows in the order of their arrival: with nulls, out of order, duplicates, late rows.
 *
 * @param rows a row is its JSON
 */
record RandomTable(String name, List<Column> columns, long delaySeconds, List<String> rows) {
    /** A column of a table, or of what a query reads. */
    record Column(String name, Kind kind) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long START = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
    private static final String[] TEXTS = {"a", "b", "A", "", " a", "zß水🙂", "12", "-3.5", "2026-01-01", "a,b,c", "%_"};

    RandomTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Every table has a unique id, a key of few values and an event time; other columns are drawn. */
    static RandomTable generate(String name, Random random) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("id", Kind.INT));
        columns.add(new Column("k", Kind.INT));
        columns.add(new Column("ts", Kind.TIMESTAMP));
        int number = 0;
        for (Kind kind : Kind.values()) {
            int copies = random.nextInt(kind.isScalar() ? 3 : 2);
            for (int i = 0; i < Math.min(copies, 2); i++) {
                columns.add(new Column("c" + number++, kind));
            }
        }
        long delay = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
        List<String> rows = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? random.nextInt(3) : 1 + random.nextInt(random.nextInt(8) == 0 ? 300 : 40);
        boolean hasLateRows = random.nextInt(3) == 0;
        int keys = 1 + random.nextInt(6);
        long now = START;
        for (int id = 1; id <= count; id++) {
            now += random.nextInt(12_000);
            long time = now - random.nextInt((int) (delay * 1000 + 1));
            if (hasLateRows && random.nextInt(6) == 0) {
                time = now - random.nextInt(240_000);
            } else if (random.nextInt(20) == 0) {
                now += random.nextInt(300_000);
            }
            // Times on the borders of windows, and equal ones.
            time = random.nextInt(5) == 0 ? time - Math.floorMod(time, 10_000L) : time;
            String row = row(columns, id, random.nextInt(keys), time, random);
            rows.add(row);
            if (random.nextInt(15) == 0) {
                rows.add(row);
            }
        }
        return new RandomTable(name, columns, delay, rows);
    }

    private static String row(List<Column> columns, int id, int key, long time, Random random) {
        StringBuilder row = new StringBuilder("{\"id\":").append(id);
        row.append(",\"k\":").append(random.nextInt(12) == 0 ? "null" : Integer.toString(key));
        row.append(",\"ts\":\"").append(TIME.format(Instant.ofEpochMilli(time))).append('"');
        for (Column column : columns.subList(3, columns.size())) {
            row.append(",\"").append(column.name()).append("\":");
            row.append(random.nextInt(7) == 0 ? "null" : value(column.kind(), random));
        }
        return row.append('}').toString();
    }

    private static String value(Kind kind, Random random) {
        return switch (kind) {
            case INT -> Integer.toString(random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(20) - 5);
            case BIGINT -> Long.toString(random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(2000) - 500);
            // Eighths: sums are exact in any order.
            case DOUBLE -> Double.toString((random.nextInt(4000) - 1000) / 8.0);
            case DECIMAL -> (random.nextInt(2_000_000) - 500_000) / 100 + "." + random.nextInt(10) + random.nextInt(10);
            case STRING -> '"' + TEXTS[random.nextInt(TEXTS.length)] + '"';
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case TIMESTAMP ->
                '"' + TIME.format(Instant.ofEpochMilli(START + random.nextLong() % 100_000_000_000L)) + '"';
            case DATE ->
                "\"20" + (10 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) + '"';
            case TIME -> "\"0" + random.nextInt(10) + ":3" + random.nextInt(10) + ":0" + random.nextInt(10) + '"';
            case ARRAY -> array(random);
            case MAP -> random.nextBoolean() ? "{}" : "{\"a\":" + random.nextInt(5) + ",\"b\":null}";
            case ROW ->
                "{\"x\":" + (random.nextInt(4) == 0 ? "null" : Integer.toString(random.nextInt(9))) + ",\"y\":\""
                        + TEXTS[random.nextInt(TEXTS.length)] + "\"}";
        };
    }

    private static String array(Random random) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(random.nextInt(6) == 0 ? "null" : Integer.toString(random.nextInt(5)));
        }
        return "[" + String.join(",", items) + "]";
    }

    /** The statement that makes the table, and its file, as a case of the corpus has them. */
    String toText() {
        StringBuilder text = new StringBuilder("CREATE TABLE " + name + " (\n");
        for (Column column : columns) {
            text.append("  ")
                    .append(column.name())
                    .append(' ')
                    .append(column.kind().type())
                    .append(",\n");
        }
        text.append("  WATERMARK FOR ts AS ts - INTERVAL '")
                .append(delaySeconds)
                .append("' SECOND\n)");
        text.append(" WITH ('connector' = 'filesystem', 'path' = '${dir}/").append(name);
        text.append(".json', 'format' = 'json');\n\n-- file: ").append(name).append(".json\n");
        rows.forEach(row -> text.append("-- ").append(row).append('\n'));
        return text.append('\n').toString();
    }

    RandomTable withRows(List<String> fewer) {
        return new RandomTable(name, columns, delaySeconds, fewer);
    }
}
