package io.weir.engine.spi;

/** A group of rows of a file that is being read by several readers, each a range of its rows at a time. */
public interface RowGroup {
    long rowCount();
}
