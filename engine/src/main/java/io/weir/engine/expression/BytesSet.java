package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.plan.expression.Literal;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A fixed set of texts, found by hash. */
final class BytesSet {
    private final byte[] @Nullable [] slots;
    private final int mask;

    private BytesSet(int size) {
        int capacity = Integer.highestOneBit(Math.max(8, size * 4));
        slots = new byte[capacity][];
        mask = capacity - 1;
    }

    static BytesSet of(List<Literal> values, LogicalType type) {
        BytesSet set = new BytesSet(values.size());
        for (Literal value : values) {
            set.add(Literals.constant(value, type).bytesValue());
        }
        return set;
    }

    private void add(byte[] value) {
        int slot = hash(value, 0, value.length) & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = value;
    }

    private boolean contains(byte[] data, int start, int length) {
        int slot = hash(data, start, length) & mask;
        while (true) {
            byte[] candidate = slots[slot];
            if (candidate == null) {
                return false;
            }
            if (candidate.length == length && Arrays.equals(candidate, 0, length, data, start, start + length)) {
                return true;
            }
            slot = slot + 1 & mask;
        }
    }

    void contains(BytesColumn values, boolean negated, boolean[] result, int count) {
        byte[] data = values.data();
        int[] starts = values.starts();
        int[] lengths = values.lengths();
        for (int i = 0; i < count; i++) {
            result[i] = contains(data, starts[i], lengths[i]) != negated;
        }
    }

    private static int hash(byte[] data, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + data[i];
        }
        hash *= 0x9E3779B1;
        return hash ^ hash >>> 15;
    }
}
