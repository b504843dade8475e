package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalType;

/** The entries of a column in a list, map or row, for some rows: levels, and the values that are not NULL. */
final class LeafEntries {
    private final int definitionMax;
    private final Column values;
    private byte[] repetitions = new byte[64];
    private byte[] definitions = new byte[64];
    private int count;
    private int valueCount;
    /** Where the assembling of rows is. */
    private int entry;

    private int value;

    LeafEntries(LogicalType type, int definitionMax) {
        this.definitionMax = definitionMax;
        values = Columns.column(type, 64);
    }

    void clear() {
        values.reset();
        count = 0;
        valueCount = 0;
        entry = 0;
        value = 0;
    }

    void append(
            byte[] itsRepetitions,
            byte[] itsDefinitions,
            int first,
            int length,
            int present,
            ValuesDecoder from,
            ValueReader reader) {
        if (count + length > repetitions.length) {
            int grown = Math.max(count + length, 2 * repetitions.length);
            repetitions = Arrays.copyOf(repetitions, grown);
            definitions = Arrays.copyOf(definitions, grown);
        }
        System.arraycopy(itsRepetitions, first, repetitions, count, length);
        System.arraycopy(itsDefinitions, first, definitions, count, length);
        count += length;
        if (present > 0) {
            values.ensureCapacity(valueCount + present);
            reader.read(from, values, valueCount, present);
            valueCount += present;
        }
    }

    /** The definition level of the entry that comes next. */
    int definition() {
        if (entry >= count) {
            throw new DamagedException("fewer values than rows");
        }
        return definitions[entry];
    }

    /** True if the entry that comes next goes on in what is repeated at this level. */
    boolean goesOn(int repetitionLevel) {
        return entry < count && repetitions[entry] == repetitionLevel;
    }

    /** Passes an entry that has no value. */
    void pass() {
        value += definition() == definitionMax ? 1 : 0;
        entry++;
    }

    /** Takes the next entry into a column. */
    void take(Column to, int position) {
        if (definition() == definitionMax) {
            to.set(position, values, value++);
        } else {
            NestedReader.setNull(to, position);
        }
        entry++;
    }
}
