package io.weir.testing.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lines of the files of a folder that are not hidden. */
record FileOutput(Path folder, Parser parser) implements Output {
    @Override
    public String name() {
        return "files " + folder.getFileName();
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return rows;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    Files.readAllLines(file).forEach(line -> rows.add(parser.parse(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
