package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.TimestampColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.utils.DateTimeUtils;

/**
 * What a change record says beside the row: a metadata column, and the field of the record that it is made of.
 *
 * @param key the metadata's key
 * @param field the field of the record
 * @param isInRoot true if the field stands beside a payload, not in it
 * @param conversion how the field becomes the column's value
 */
record ChangelogMetadata(String key, RowType.RowField field, boolean isInRoot, Conversion conversion) {
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final RowType.RowField SOURCE = new RowType.RowField("source", new MapType(TEXT, TEXT));

    static final List<ChangelogMetadata> DEBEZIUM = List.of(
            new ChangelogMetadata("schema", text("schema"), true, Conversion.COPY),
            of("ingestion-timestamp", bigint("ts_ms"), Conversion.MILLIS),
            of("source.timestamp", SOURCE, new Conversion.Entry("ts_ms", true)),
            of("source.database", SOURCE, new Conversion.Entry("db", false)),
            of("source.schema", SOURCE, new Conversion.Entry("schema", false)),
            of("source.table", SOURCE, new Conversion.Entry("table", false)),
            of("source.properties", SOURCE, Conversion.COPY));

    static final List<ChangelogMetadata> CANAL = List.of(
            of("database", text("database"), Conversion.COPY),
            of("table", text("table"), Conversion.COPY),
            of("sql-type", new RowType.RowField("sqlType", new MapType(TEXT, new IntType())), Conversion.COPY),
            of("pk-names", texts("pkNames"), Conversion.COPY),
            of("ingestion-timestamp", bigint("ts"), Conversion.MILLIS),
            of("event-timestamp", bigint("es"), Conversion.MILLIS));

    static final List<ChangelogMetadata> MAXWELL = List.of(
            of("database", text("database"), Conversion.COPY),
            of("table", text("table"), Conversion.COPY),
            of("primary-key-columns", texts("primary_key_columns"), Conversion.COPY),
            of("ingestion-timestamp", bigint("ts"), Conversion.SECONDS));

    static final List<ChangelogMetadata> OGG = List.of(
            of("table", text("table"), Conversion.COPY),
            of("primary-keys", texts("primary_keys"), Conversion.COPY),
            of("ingestion-timestamp", text("current_ts"), Conversion.ISO_TEXT),
            of("event-timestamp", text("op_ts"), Conversion.SQL_TEXT));

    /** Makes the value of a metadata column. */
    sealed interface Conversion {
        Conversion COPY = new Copy();
        Conversion MILLIS = new Epoch(1);
        Conversion SECONDS = new Epoch(1000);
        Conversion ISO_TEXT = new Text(true);
        Conversion SQL_TEXT = new Text(false);

        /**
         * Writes the value of the record's field, which is not null, to a position of the metadata column that has not
         * been written.
         *
         * @throws RuntimeException if the value cannot be read
         */
        void convert(Column field, int record, Column to, int position);

        /** The value as it is. */
        record Copy() implements Conversion {
            @Override
            public void convert(Column field, int record, Column to, int position) {
                to.set(position, field, record);
            }
        }

        /** A number that counts units of so many milliseconds since 1970. */
        record Epoch(int unitMillis) implements Conversion {
            @Override
            public void convert(Column field, int record, Column to, int position) {
                ((LongColumn) to).set(position, ((LongColumn) field).get(record) * unitMillis);
            }
        }

        /** The entry of a map of texts, as text or as milliseconds since 1970. */
        record Entry(String name, boolean isMillis) implements Conversion {
            @Override
            public void convert(Column field, int record, Column to, int position) {
                MapColumn map = (MapColumn) field;
                int entry = find((BytesColumn) map.keys(), map.start(record), map.length(record));
                if (entry < 0 || map.values().isNull(entry)) {
                    JsonColumns.setNull(to, position);
                } else if (isMillis) {
                    String text = ((BytesColumn) map.values()).getString(entry);
                    ((LongColumn) to).set(position, Long.parseLong(text));
                } else {
                    to.set(position, map.values(), entry);
                }
            }

            private int find(BytesColumn keys, int start, int length) {
                byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
                for (int i = start; i < start + length; i++) {
                    int from = keys.starts()[i];
                    if (!keys.isNull(i)
                            && Arrays.equals(wanted, 0, wanted.length, keys.data(), from, from + keys.lengths()[i])) {
                        return i;
                    }
                }
                return -1;
            }
        }

        /** A date and time as text, read as Flink does, which keeps milliseconds only. */
        record Text(boolean isIso) implements Conversion {
            @Override
            public void convert(Column field, int record, Column to, int position) {
                String text = ((BytesColumn) field).getString(record);
                TimestampData time = isIso
                        ? DateTimeUtils.parseTimestampData(text, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS")
                        : DateTimeUtils.parseTimestampData(text);
                if (time == null) {
                    JsonColumns.setNull(to, position);
                } else {
                    ((TimestampColumn) to).set(position, time.getMillisecond(), time.getNanoOfMillisecond());
                }
            }
        }
    }

    private static ChangelogMetadata of(String key, RowType.RowField field, Conversion conversion) {
        return new ChangelogMetadata(key, field, false, conversion);
    }

    private static RowType.RowField text(String name) {
        return new RowType.RowField(name, TEXT);
    }

    private static RowType.RowField texts(String name) {
        return new RowType.RowField(name, new ArrayType(TEXT));
    }

    private static RowType.RowField bigint(String name) {
        return new RowType.RowField(name, new BigIntType());
    }
}
