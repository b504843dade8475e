package io.weir.benchmarks.functions;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.type.Columns;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.RowType;

/** The same rows for both sides, from a seed: as batches of columns, and as the rows that Flink's sources make. */
final class FunctionRows {
    /** The columns, in SQL. */
    static final String COLUMNS = "i INT, l BIGINT, d DOUBLE, de DECIMAL(12, 2), b BOOLEAN, s STRING, n STRING,"
            + " u STRING, tt STRING, j STRING, ts TIMESTAMP(3), a ARRAY<INT>, m MAP<STRING, INT>";

    private static final int FIRST_TEXT = 5;
    private static final int TEXTS = 5;
    private static final long SEED = 42;
    private static final long TIME_START = 1_700_000_000_000L;
    private static final long TIME_RANGE = 31_536_000_000L;

    private final int count;
    private final List<Values> rows = new ArrayList<>();

    /** One row. */
    private record Values(
            int i, long l, double d, long de, boolean b, byte[][] texts, long ts, int[] a, Map<String, Integer> m) {}

    FunctionRows(int count) {
        this.count = count;
        Random random = new Random(SEED);
        for (int row = 0; row < count; row++) {
            rows.add(row(random, row));
        }
    }

    private static Values row(Random random, int row) {
        int i = random.nextInt(1000);
        long ts = TIME_START + (long) (random.nextDouble() * TIME_RANGE);
        String s = (row % 10 == 0 ? " użytkownik-" : " user-") + random.nextInt(100_000) + " of the weir ";
        String time = LocalDateTime.ofEpochSecond(ts / 1000, 0, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
        String tt = time.length() < 19 ? time + ":00" : time;
        String n = Integer.toString(random.nextInt(1_000_000) - 500_000);
        String u = "https://www.example.org/shop/item-" + row % 977 + "?q=" + i + "#top";
        String j =
                "{\"user\": {\"id\": " + row + ", \"name\": \"name-" + i + "\"}, \"amount\": " + i + ".50, \"tags\": "
                        + "[\"a\", \"b" + i % 7 + "\", 3], \"comment\": \"some longer text that nobody asks for\"}";
        int[] a = new int[3 + random.nextInt(5)];
        for (int k = 0; k < a.length; k++) {
            a[k] = random.nextInt(10);
        }
        Map<String, Integer> m = new LinkedHashMap<>();
        for (int k = 0; k < 4; k++) {
            m.put("k" + k, random.nextInt(100));
        }
        String[] texts = {s, n, u, tt, j};
        byte[][] bytes = new byte[TEXTS][];
        for (int k = 0; k < TEXTS; k++) {
            bytes[k] = texts[k].getBytes(StandardCharsets.UTF_8);
        }
        return new Values(
                i,
                random.nextLong() >> 20,
                random.nextGaussian() * 1000,
                random.nextInt(10_000_000) - 5_000_000,
                random.nextBoolean(),
                bytes,
                ts,
                a,
                m);
    }

    int count() {
        return count;
    }

    /** The rows in batches of the columns of this type, whose names are those of {@link #COLUMNS}, in any order. */
    List<Batch> batches(RowType type, int batchRows) {
        List<Batch> batches = new ArrayList<>();
        for (int start = 0; start < count; start += batchRows) {
            int size = Math.min(batchRows, count - start);
            Batch batch = Columns.batch(type, size);
            for (int field = 0; field < type.getFieldCount(); field++) {
                for (int row = 0; row < size; row++) {
                    set(batch, field, type.getFieldNames().get(field), row, rows.get(start + row));
                }
            }
            batch.setRowCount(size);
            batches.add(batch);
        }
        return batches;
    }

    private static void set(Batch batch, int field, String name, int at, Values row) {
        switch (name) {
            case "i" -> ((IntColumn) batch.column(field)).set(at, row.i());
            case "l" -> ((LongColumn) batch.column(field)).set(at, row.l());
            case "d" -> ((DoubleColumn) batch.column(field)).set(at, row.d());
            case "de" -> ((LongColumn) batch.column(field)).set(at, row.de());
            case "b" -> ((BooleanColumn) batch.column(field)).set(at, row.b());
            case "ts" -> ((LongColumn) batch.column(field)).set(at, row.ts());
            case "a" -> {
                ArrayColumn arrays = (ArrayColumn) batch.column(field);
                arrays.begin(at);
                for (int element : row.a()) {
                    int position = arrays.addElement();
                    ((IntColumn) arrays.elements()).set(position, element);
                }
            }
            case "m" -> {
                MapColumn maps = (MapColumn) batch.column(field);
                maps.begin(at);
                row.m().forEach((key, value) -> {
                    int position = maps.addEntry();
                    ((BytesColumn) maps.keys()).set(position, key);
                    ((IntColumn) maps.values()).set(position, value);
                });
            }
            default ->
                ((BytesColumn) batch.column(field))
                        .set(at, row.texts()["snu".contains(name) ? "snu".indexOf(name) : name.equals("tt") ? 3 : 4]);
        }
    }

    /** New rows of Flink's, as a source makes them: nobody has decoded their texts yet. */
    RowData[] flinkRows() {
        RowData[] data = new RowData[count];
        for (int row = 0; row < count; row++) {
            Values values = rows.get(row);
            GenericRowData target = new GenericRowData(FIRST_TEXT + TEXTS + 3);
            target.setField(0, values.i());
            target.setField(1, values.l());
            target.setField(2, values.d());
            target.setField(3, DecimalData.fromUnscaledLong(values.de(), 12, 2));
            target.setField(4, values.b());
            for (int k = 0; k < TEXTS; k++) {
                target.setField(FIRST_TEXT + k, BinaryStringData.fromBytes(values.texts()[k]));
            }
            target.setField(FIRST_TEXT + TEXTS, TimestampData.fromEpochMillis(values.ts()));
            Integer[] elements = new Integer[values.a().length];
            for (int k = 0; k < elements.length; k++) {
                elements[k] = values.a()[k];
            }
            target.setField(FIRST_TEXT + TEXTS + 1, new GenericArrayData(elements));
            Map<Object, Object> map = new LinkedHashMap<>();
            values.m().forEach((key, value) -> map.put(BinaryStringData.fromString(key), value));
            target.setField(FIRST_TEXT + TEXTS + 2, new GenericMapData(map));
            data[row] = target;
        }
        return data;
    }
}
