package io.weir.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.state.ColdTable;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateBackends;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocksStateBackendTest {
    @TempDir
    private Path folder;

    private StateBackend open(String... more) {
        Map<String, String> configuration = new TreeMap<>(
                Map.of(StateBackends.TYPE_KEY, "rocksdb", RocksStateBackendFactory.FOLDER_KEY, folder.toString()));
        for (int i = 0; i < more.length; i += 2) {
            configuration.put(more[i], more[i + 1]);
        }
        return StateBackends.open(configuration);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tablesAreSortedMapsOfTheirOwn(long seed) {
        Random random = new Random(seed);
        try (StateBackend backend = open(RocksStateBackendFactory.WRITE_BUFFER_KEY, "64 kb")) {
            List<ColdTable> tables = new ArrayList<>();
            List<TreeMap<String, String>> expected = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tables.add(backend.open("table" + i).orElseThrow());
                expected.add(new TreeMap<>());
            }
            for (int i = 0; i < 20_000; i++) {
                int at = random.nextInt(tables.size());
                String key = "key" + random.nextInt(300);
                switch (random.nextInt(200)) {
                    case 0 -> {
                        tables.get(at).clear();
                        expected.get(at).clear();
                    }
                    case 1 ->
                        assertThat(visited(tables.get(at), 1 + random.nextInt(50)))
                                .isEqualTo(expected.get(at).entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .toList());
                    default -> {
                        if (random.nextBoolean()) {
                            String value = "value" + random.nextInt();
                            tables.get(at).put(bytes(key), key.length(), bytes(value), value.length());
                            expected.get(at).put(key, value);
                        } else {
                            byte[] taken = tables.get(at).take(bytes(key), key.length());
                            assertThat(taken == null ? null : text(taken))
                                    .isEqualTo(expected.get(at).remove(key));
                        }
                    }
                }
            }
        }
    }

    /** All entries, in visits of so many. */
    private static List<String> visited(ColdTable table, int most) {
        List<String> all = new ArrayList<>();
        byte[] after = {};
        do {
            int end = all.size() + most;
            after = table.visit(after, (key, value) -> {
                all.add(text(key) + "=" + text(value));
                return all.size() < end;
            });
        } while (after.length > 0);
        return all;
    }

    @Test
    void whatIsTakenDuringAVisitIsGone() {
        try (StateBackend backend = open()) {
            ColdTable table = backend.open("t").orElseThrow();
            table.put(bytes("a"), 1, bytes("1"), 1);
            table.put(bytes("b"), 1, bytes("2"), 1);
            table.visit(new byte[0], (key, value) -> table.take(key, key.length) != null);
            assertThat(visited(table, 10)).isEmpty();
        }
    }

    @Test
    void theMemoryOfTheJobIsSharedByItsTables() {
        try (StateBackend backend = open(RocksStateBackendFactory.HOT_BYTES_KEY, "12 mb")) {
            backend.open("a");
            assertThat(backend.hotBytesMax()).isEqualTo(12L << 20);
            backend.open("b");
            backend.open("c");
            assertThat(backend.hotBytesMax()).isEqualTo(4L << 20);
        }
    }

    @Test
    void theFolderGoesWithTheJobAndThoseOfKilledProcessesWithTheNext() throws IOException {
        Path leftOver = Files.createDirectories(folder.resolve("weir-state-999999999999-1"));
        Files.writeString(leftOver.resolve("000004.sst"), "x");
        Path another = Files.createDirectories(folder.resolve("weir-state-of-mine"));
        try (StateBackend backend = open()) {
            assertThat(backend.hotBytesMax()).isPositive();
            try (Stream<Path> folders = Files.list(folder)) {
                assertThat(folders.map(path -> path.getFileName().toString()))
                        .hasSize(2)
                        .doesNotContain("weir-state-999999999999-1");
            }
        }
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders).containsExactly(another);
        }
    }

    @Test
    void aWrongOptionIsAClearError() {
        assertThatThrownBy(() -> open(RocksStateBackendFactory.HOT_BYTES_KEY, "much"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("it must be a size such as '64 mb'")
                .hasMessageContaining("weir.state.memory-size");
        assertThatThrownBy(() -> open(RocksStateBackendFactory.FOLDER_KEY, "/proc/nowhere"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("State cannot be kept in /proc/nowhere");
        assertThatThrownBy(() -> StateBackends.open(Map.of(StateBackends.TYPE_KEY, "memory")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("There is no state backend 'memory'")
                .hasMessageContaining("hashmap, rocksdb");
    }
}
