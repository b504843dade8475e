package io.weir.engine.state;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;

/**
 * Hashes the key of each row of a batch; rows with equal keys have equal hashes, on every machine and in every run. The
 * order of the key's columns does not matter: a table that keeps them in another order has the same hashes.
 */
public final class KeyHasher {
    private final int[] keys;

    public KeyHasher(int[] keys) {
        this.keys = keys.clone();
    }

    /** Writes the hash of each row. */
    public void hash(Batch batch, int[] hashes) {
        int count = batch.rowCount();
        for (int k = 0; k < keys.length; k++) {
            Column column = batch.column(keys[k]);
            if (k == 0) {
                first(column, count, hashes);
            } else {
                for (int i = 0; i < count; i++) {
                    hashes[i] += hash(column, i);
                }
            }
        }
    }

    private static void first(Column column, int count, int[] hashes) {
        if (column instanceof LongColumn longs && !column.mayHaveNulls()) {
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                hashes[i] = Hashing.hash(values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                hashes[i] = hash(column, i);
            }
        }
    }

    /** The hash of a key whose parts stand at one position of these columns. */
    public static int hash(Column[] keys, int position) {
        int hash = 0;
        for (Column column : keys) {
            hash += hash(column, position);
        }
        return hash;
    }

    /** The hash of one value; integers hash by their value, whatever the width of their column. */
    public static int hash(Column column, int position) {
        if (column.isNull(position)) {
            return Hashing.NULL_HASH;
        }
        return switch (column.kind()) {
            case BOOLEAN -> Hashing.hash(((BooleanColumn) column).get(position) ? 1 : 0);
            case INT -> Hashing.hash(((IntColumn) column).get(position));
            case LONG -> Hashing.hash(((LongColumn) column).get(position));
            case FLOAT -> Hashing.hash(Float.floatToIntBits(((FloatColumn) column).get(position)));
            case DOUBLE -> Hashing.hash(Double.doubleToLongBits(((DoubleColumn) column).get(position)));
            case DECIMAL -> {
                DecimalColumn decimals = (DecimalColumn) column;
                yield Hashing.combine(
                        Hashing.hash(decimals.highs()[position]), Hashing.hash(decimals.lows()[position]));
            }
            case TIMESTAMP -> {
                TimestampColumn times = (TimestampColumn) column;
                yield Hashing.combine(Hashing.hash(times.millis()[position]), times.nanosOfMilli()[position]);
            }
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) column;
                yield Hashing.hash(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
            }
            case ROW -> {
                RowColumn row = (RowColumn) column;
                int hash = row.fieldCount();
                for (int i = 0; i < row.fieldCount(); i++) {
                    hash = Hashing.combine(hash, hash(row.field(i), position));
                }
                yield hash;
            }
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                int hash = array.length(position);
                for (int i = 0; i < array.length(position); i++) {
                    hash = Hashing.combine(hash, hash(array.elements(), array.start(position) + i));
                }
                yield hash;
            }
            case MAP -> {
                // Entries have no order, so their hashes are added.
                MapColumn map = (MapColumn) column;
                int hash = map.length(position);
                for (int i = 0; i < map.length(position); i++) {
                    int at = map.start(position) + i;
                    hash += Hashing.combine(hash(map.keys(), at), hash(map.values(), at));
                }
                yield hash;
            }
        };
    }
}
