package io.weir.format.parquet;

import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.FileLayout;
import io.weir.engine.spi.RowGroupReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.format.FileMetaData;

/**
 * Reads parquet files: of each only the columns that are wanted.
 *
 * <p><b>Columns that are missing</b> in a file are NULL, since files may be older than a column. But one that the first
 * file has not is a mistake in its name more likely than not: it is refused, unless the option says otherwise.
 */
final class ParquetDecoder implements FileDecoder {
    private final RowType type;
    private final ParquetOptions options;
    private final AtomicInteger readers = new AtomicInteger();
    /** The columns that some file had; guarded by this. */
    private final Set<String> found = new HashSet<>();

    ParquetDecoder(DecoderRequest request) {
        type = request.type();
        options = ParquetOptions.of(request.options());
    }

    @Override
    public FileLayout open(Path file) {
        FileMetaData footer = ParquetFooter.read(file);
        SchemaNode root;
        try {
            root = SchemaNode.root(footer.getSchema());
        } catch (DamagedException e) {
            throw new WeirException(
                    ErrorCode.RECORD_UNDECODABLE, "is damaged: " + e.getMessage(), "file " + file, "Write it again", e);
        }
        SchemaMatcher.Matched matched = SchemaMatcher.match(file, root, type, options);
        checkMissing(file, root, matched);
        return new ParquetFile(file, footer.getRow_groups(), matched);
    }

    private synchronized void checkMissing(Path file, SchemaNode root, SchemaMatcher.Matched matched) {
        List<String> unknown = new ArrayList<>(matched.missing());
        unknown.removeAll(found);
        if (!unknown.isEmpty() && !options.allowsMissing()) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "is in the table, but not in the file",
                    "file " + file + ", column " + unknown.get(0),
                    SchemaMatcher.columns(root) + ". If it is to be NULL, set 'parquet.missing-columns' = 'null'",
                    null);
        }
        type.getFieldNames().stream()
                .filter(name -> !matched.missing().contains(name))
                .forEach(found::add);
    }

    @Override
    public RowGroupReader createReader() {
        return new ParquetRowGroupReader(readers.getAndIncrement());
    }
}
