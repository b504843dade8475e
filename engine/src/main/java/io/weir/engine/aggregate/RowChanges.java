package io.weir.engine.aggregate;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;

/** The rows of a batch by what they do to their groups: those that add and those that take away; or runs of either. */
final class RowChanges {
    private int[] addedPositions = new int[0];
    private int[] addedSlots = new int[0];
    private int addedCount;
    private int[] retractedPositions = new int[0];
    private int[] retractedSlots = new int[0];
    private int retractedCount;
    private int[] runPositions = new int[0];
    private int[] runSlots = new int[0];
    private int runCount;
    private boolean isAddition;
    private int nextRow;

    void split(Batch batch, int[] positions, int[] slots, int count) {
        if (addedPositions.length < count) {
            addedPositions = new int[count];
            addedSlots = new int[count];
            retractedPositions = new int[count];
            retractedSlots = new int[count];
            runPositions = new int[count];
            runSlots = new int[count];
        }
        int added = 0;
        int retracted = 0;
        for (int i = 0; i < count; i++) {
            if (RowKinds.isAddition(batch.rowKind(positions[i]))) {
                addedPositions[added] = positions[i];
                addedSlots[added++] = slots[i];
            } else {
                retractedPositions[retracted] = positions[i];
                retractedSlots[retracted++] = slots[i];
            }
        }
        addedCount = added;
        retractedCount = retracted;
    }

    int[] addedPositions() {
        return addedPositions;
    }

    int[] addedSlots() {
        return addedSlots;
    }

    int addedCount() {
        return addedCount;
    }

    int[] retractedPositions() {
        return retractedPositions;
    }

    int[] retractedSlots() {
        return retractedSlots;
    }

    int retractedCount() {
        return retractedCount;
    }

    /** Begins with the first run. */
    void start() {
        nextRow = 0;
    }

    /** Goes to the next run of rows that do the same; false if there is none. After {@link #split} of the same rows. */
    boolean nextRun(Batch batch, int[] positions, int[] slots, int count) {
        if (nextRow == count) {
            return false;
        }
        isAddition = RowKinds.isAddition(batch.rowKind(positions[nextRow]));
        runCount = 0;
        while (nextRow < count && RowKinds.isAddition(batch.rowKind(positions[nextRow])) == isAddition) {
            runPositions[runCount] = positions[nextRow];
            runSlots[runCount++] = slots[nextRow++];
        }
        return true;
    }

    boolean isAddition() {
        return isAddition;
    }

    int[] runPositions() {
        return runPositions;
    }

    int[] runSlots() {
        return runSlots;
    }

    int runCount() {
        return runCount;
    }
}
