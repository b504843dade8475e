package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.FileLayout;
import io.weir.engine.spi.RowGroup;
import io.weir.engine.spi.RowGroupReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A format that lays out whole files: groups of ten lines. */
final class LineGroups implements DecoderFactory, FileDecoder {
    private static final int GROUP_ROWS = 10;

    @Override
    public String identifier() {
        return "groups";
    }

    @Override
    public Decoder create(DecoderRequest request) {
        throw new UnsupportedOperationException("whole files only");
    }

    @Override
    public Optional<FileDecoder> createForFiles(DecoderRequest request) {
        return Optional.of(this);
    }

    private record Layout(List<String> lines) implements FileLayout {
        @Override
        public int groupCount() {
            return (lines.size() + GROUP_ROWS - 1) / GROUP_ROWS;
        }

        @Override
        public long rowCount(int group) {
            return Math.min(GROUP_ROWS, lines.size() - group * GROUP_ROWS);
        }

        @Override
        public RowGroup open(int group) {
            int first = group * GROUP_ROWS;
            return new Group(lines.subList(first, first + (int) rowCount(group)));
        }
    }

    private record Group(List<String> lines) implements RowGroup {
        @Override
        public long rowCount() {
            return lines.size();
        }
    }

    @Override
    public FileLayout open(Path file) {
        try {
            return new Layout(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RowGroupReader createReader() {
        return new RowGroupReader() {
            @Override
            public void read(RowGroup group, long firstRow, int count, Batch into) {
                into.ensureCapacity(count);
                for (int i = 0; i < count; i++) {
                    ((BytesColumn) into.column(0))
                            .set(i, ((Group) group).lines().get((int) firstRow + i));
                }
                into.setRowCount(count);
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
