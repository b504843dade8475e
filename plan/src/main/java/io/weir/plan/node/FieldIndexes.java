package io.weir.plan.node;

import java.util.List;

/** Lists of field positions, which the records keep boxed so that they compare by value. */
public final class FieldIndexes {
    private FieldIndexes() {}

    /** The same positions as a new array. */
    public static int[] toArray(List<Integer> indexes) {
        return indexes.stream().mapToInt(Integer::intValue).toArray();
    }
}
