package io.weir.engine.spi;

/** How a file is laid out: as groups of rows, one behind the other. Immutable. */
public interface FileLayout {
    int groupCount();

    /** The number of rows of a group. */
    long rowCount(int group);

    /** Begins to read a group; the result is shared by all who read it, and holds what they share meanwhile. */
    RowGroup open(int group);
}
