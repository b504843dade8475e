package io.weir.engine.state;

import java.util.Arrays;

/** Arrays by slot, which grow with the slots. */
public final class SlotArrays {
    private SlotArrays() {}

    /** The array, or a longer copy of it that has room for slots below a number; what is new holds the value. */
    public static int[] grown(int[] bySlot, int count, int value) {
        if (count <= bySlot.length) {
            return bySlot;
        }
        int[] grown = Arrays.copyOf(bySlot, Math.max(count, 2 * bySlot.length));
        Arrays.fill(grown, bySlot.length, grown.length, value);
        return grown;
    }
}
