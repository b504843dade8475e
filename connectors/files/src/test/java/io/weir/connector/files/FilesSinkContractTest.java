package io.weir.connector.files;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FilesSinkContractTest extends SinkContractTest {
    @TempDir
    Path folder;

    @Override
    protected Sink create(int parallelism) {
        return new FilesSinkFactory().create(Requests.sink(TYPE, options(), parallelism));
    }

    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        return new FilesSinkFactory().create(Requests.sink(TYPE, options(), parallelism, epochs));
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    /** Files of lines are published when they are full. */
    @Override
    protected boolean showsEachEpoch() {
        return false;
    }

    private Map<String, String> options() {
        return Map.of(
                "connector", "filesystem",
                "format", "line",
                "path", folder.toString(),
                "sink.rolling-policy.file-size", "1 kb");
    }

    /** What the source of the same folder would read. */
    @Override
    protected List<String> visibleRows() {
        List<String> rows = new ArrayList<>();
        for (SourceFile file : FileLister.list(folder, Optional.empty(), Map.of())) {
            try {
                rows.addAll(Files.readAllLines(file.path()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }
}
