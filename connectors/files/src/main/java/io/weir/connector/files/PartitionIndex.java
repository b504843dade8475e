package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/** Numbers the partitions of rows: 0, 1, 2, …, in the order in which they first come. */
final class PartitionIndex {
    private final int[] columns;
    private final LogicalType[] types;
    private final String defaultName;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<List<String>> values = new ArrayList<>();
    private final ByteSink key = new ByteSink();
    private int[] table = new int[64];

    /**
     * Makes an index.
     *
     * @param columns where the keys are in the rows
     * @param defaultName the name of a value that is NULL
     */
    PartitionIndex(int[] columns, LogicalType[] types, String defaultName) {
        this.columns = columns.clone();
        this.types = types.clone();
        this.defaultName = defaultName;
    }

    int size() {
        return keys.size();
    }

    /** The values of a partition's keys, as they are named. */
    List<String> values(int partition) {
        return values.get(partition);
    }

    /** The number of the partition of a row. */
    int find(Batch batch, int position) {
        key.clear();
        for (int column : columns) {
            append(batch.column(column), position);
        }
        int hash = hash(key.bytes(), key.length());
        int at = hash & (table.length - 1);
        while (table[at] != 0) {
            int found = table[at] - 1;
            if (Arrays.equals(keys.get(found), 0, keys.get(found).length, key.bytes(), 0, key.length())) {
                return found;
            }
            at = (at + 1) & (table.length - 1);
        }
        return add(batch, position);
    }

    private int add(Batch batch, int position) {
        keys.add(Arrays.copyOf(key.bytes(), key.length()));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            texts.add(PartitionValues.text(types[i], batch.column(columns[i]), position, defaultName));
        }
        values.add(texts);
        if (2 * keys.size() > table.length) {
            table = new int[2 * table.length];
        } else {
            Arrays.fill(table, 0);
        }
        for (int i = 0; i < keys.size(); i++) {
            int at = hash(keys.get(i), keys.get(i).length) & (table.length - 1);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = i + 1;
        }
        return keys.size() - 1;
    }

    private static int hash(byte[] data, int length) {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + data[i];
        }
        return hash ^ (hash >>> 16);
    }

    private void append(Column column, int position) {
        if (column.isNull(position)) {
            key.append((byte) 0);
            return;
        }
        key.append((byte) 1);
        switch (column.kind()) {
            case BOOLEAN -> key.append((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case INT -> append(((IntColumn) column).get(position));
            case LONG -> append(((LongColumn) column).get(position));
            case FLOAT -> append(Float.floatToIntBits(((FloatColumn) column).get(position)));
            case DOUBLE -> append(Double.doubleToLongBits(((DoubleColumn) column).get(position)));
            case TIMESTAMP -> {
                append(((TimestampColumn) column).millis()[position]);
                append(((TimestampColumn) column).nanosOfMilli()[position]);
            }
            case DECIMAL -> {
                append(((DecimalColumn) column).highs()[position]);
                append(((DecimalColumn) column).lows()[position]);
            }
            default -> {
                BytesColumn bytes = (BytesColumn) column;
                append(bytes.lengths()[position]);
                key.append(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
            }
        }
    }

    private void append(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            key.append((byte) (value >>> shift));
        }
    }
}
