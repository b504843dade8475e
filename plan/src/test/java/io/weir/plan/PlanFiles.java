package io.weir.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real plans, as Flink compiled them from the SQL files beside them. */
final class PlanFiles {
    private PlanFiles() {}

    static List<String> names() {
        try (Stream<Path> files =
                Files.list(Path.of(PlanFiles.class.getResource("/plans").toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(String name) {
        try (InputStream input = PlanFiles.class.getResourceAsStream("/plans/" + name + ".json")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CompiledPlan plan(String name) {
        return CompiledPlanReader.read(json(name));
    }
}
