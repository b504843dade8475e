package io.weir.connector.files;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceContractTest extends SourceContractTest {
    private static final int FILES = 3;
    private static final int LINES_PER_FILE = 700;

    @TempDir
    Path folder;

    @Override
    protected RowType type() {
        return RowType.of(new VarCharType(VarCharType.MAX_LENGTH));
    }

    private static String line(int file, int line) {
        return file + ":" + line + ":" + "x".repeat((file * 31 + line * 17) % 90);
    }

    @Override
    protected List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            for (int line = 0; line < LINES_PER_FILE; line++) {
                rows.add("+I[" + line(file, line) + "]");
            }
        }
        return rows;
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        for (int file = 0; file < FILES; file++) {
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < LINES_PER_FILE; line++) {
                lines.add(line(file, line));
            }
            try {
                Files.write(folder.resolve("file-" + file), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, String> options = Map.of("connector", "filesystem", "format", "line", "path", folder.toString());
        return new FilesSourceFactory().create(Requests.source(type(), options, parallelism, batchRowsMax));
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
