package io.weir.format.parquet;

import io.weir.engine.spi.RowGroup;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row group that is being read.
 *
 * @param index the number of the group in its file
 * @param pages the pages of the columns that are read, by the numbers of the leaves
 */
record ParquetRowGroup(
        Path file, int index, long rowCount, List<FieldPlan> fields, List<FieldPlan.Leaf> leaves, ColumnPages[] pages)
        implements RowGroup {

    static WeirException damaged(Path file, int group, String column, String reason, @Nullable Exception cause) {
        return new WeirException(
                ErrorCode.RECORD_UNDECODABLE,
                "cannot be decoded: " + reason,
                "file " + file + ", row group " + group + ", column " + column,
                "The file is damaged, or uses what is not supported: write it again",
                cause);
    }
}
