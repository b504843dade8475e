package io.weir.engine.state;

import java.util.Arrays;

/**
 * A few numbers that an operator instance keeps of itself, and not of a key: a state table of one entry. When a restore
 * puts several instances together, each number becomes the greatest of theirs.
 */
public final class InstanceNumbers implements StateTable {
    private final String name;
    private final String schema;
    private final long initial;
    private final long[] numbers;
    private boolean isTracking;
    private boolean hasChanged;

    /**
     * Makes a table.
     *
     * @param initial what the numbers are at first, which none of them is ever below
     * @param numberNames one word for each number
     */
    public InstanceNumbers(String name, long initial, String... numberNames) {
        this.name = name;
        this.initial = initial;
        schema = String.join(" ", numberNames);
        numbers = new long[numberNames.length];
        Arrays.fill(numbers, initial);
    }

    public long get(int index) {
        return numbers[index];
    }

    public void set(int index, long number) {
        hasChanged |= numbers[index] != number;
        numbers[index] = number;
    }

    /** True if there are snapshots that the numbers are for. */
    public boolean isTracking() {
        return isTracking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public void startTracking() {
        if (!isTracking) {
            isTracking = true;
            hasChanged = Arrays.stream(numbers).anyMatch(number -> number != initial);
        }
    }

    @Override
    public void writeChanges(StateWriter out) {
        if (hasChanged) {
            hasChanged = false;
            out.beginForAll();
            for (long number : numbers) {
                out.value().putLong(number);
            }
            out.end();
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        for (int i = 0; !value.isAtEnd(); i++) {
            numbers[i] = Math.max(numbers[i], value.getLong());
        }
    }

    @Override
    public long size() {
        return 1;
    }
}
