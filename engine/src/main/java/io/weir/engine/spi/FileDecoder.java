package io.weir.engine.spi;

import java.nio.file.Path;

/**
 * Reads the files of a format that lays out whole files instead of records, such as parquet. Made once for a source and
 * shared by its readers, which work side by side.
 */
public interface FileDecoder {
    /**
     * Reads how a file is laid out, but none of its rows, and sees whether it has the wanted columns.
     *
     * @throws io.weir.plan.WeirException if the file is damaged, or has not the wanted columns
     */
    FileLayout open(Path file);

    /** Makes what one reader decodes with. */
    RowGroupReader createReader();
}
