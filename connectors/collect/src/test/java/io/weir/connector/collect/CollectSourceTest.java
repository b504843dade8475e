package io.weir.connector.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectSourceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Source source(Map<String, String> options) {
        return new CollectSourceFactory().create(Requests.source(LogFixture.TYPE, options, 1, 10));
    }

    @Test
    void whatIsAppendedWhileItRunsIsRead() {
        CollectLog log = CollectLogs.acquire(folder, CollectLimits.DEFAULT, Clock.SYSTEM);
        try (Source source = LogFixture.source(folder, false);
                SourceReader reader = source.createReader(0)) {
            List<String> lines = new ArrayList<>();
            LogFixture.poll(reader, lines);
            assertThat(lines).isEmpty();

            log.append(LogFixture.bytes("a", "b")).join();
            assertThat(reader.progress().lagRecords()).isEqualTo(2);
            LogFixture.poll(reader, lines);
            log.append(LogFixture.bytes("x".repeat(1 << 20))).join();
            log.append(LogFixture.bytes("c")).join();
            LogFixture.poll(reader, lines);

            assertThat(lines).containsExactly("a", "b", "x".repeat(1 << 20), "c");
            assertThat(reader.progress().lagRecords()).isZero();
            assertThat(reader.isFinished()).isFalse();
        } finally {
            CollectLogs.release(log);
        }
    }

    @Test
    void aRunGoesOnWhereTheCommittedEpochEndsAlthoughFilesBeforeAreGone() throws IOException {
        CollectLimits limits = new CollectLimits(100, 1 << 20, 1000);
        CollectLog log = CollectLogs.acquire(folder, limits, Clock.SYSTEM);
        try {
            Map<String, byte[]> positions;
            try (Source source = LogFixture.source(folder, false);
                    SourceReader reader = source.createReader(0)) {
                for (int i = 0; i < 20; i++) {
                    log.append(LogFixture.bytes("before " + i)).join();
                }
                LogFixture.poll(reader, new ArrayList<>());
                positions = reader.positions();
                source.acknowledge(positions);
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.filter(CollectSegment::isSegment)).hasSizeLessThan(3);
            }
            log.append(LogFixture.bytes("after")).join();

            List<String> lines = new ArrayList<>();
            try (Source source = LogFixture.source(folder, false)) {
                source.restore(positions);
                try (SourceReader reader = source.createReader(0)) {
                    LogFixture.poll(reader, lines);
                }
            }
            assertThat(lines).containsExactly("after");
        } finally {
            CollectLogs.release(log);
        }
    }

    @Test
    void aPositionOfAnotherLogIsRefused() {
        LogFixture.fill(folder.resolve("a"), CollectLimits.DEFAULT, List.of("a"), 1);
        LogFixture.fill(folder.resolve("b"), CollectLimits.DEFAULT, List.of("b"), 1);
        CollectLog b = CollectLogs.acquire(folder.resolve("b"), CollectLimits.DEFAULT, Clock.SYSTEM);
        CollectPosition wrong = new CollectPosition(b.id() + 1, 0, CollectSegment.HEADER_BYTES, 0, 0);
        CollectPosition behind = new CollectPosition(b.id(), 0, b.safeEnd() + 1, 0, 0);
        CollectLogs.release(b);
        try (Source source = LogFixture.source(folder.resolve("b"), true)) {
            assertThatThrownBy(() -> source.restore(Map.of(CollectSource.POSITION, wrong.toBytes())))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("another one than that of the epoch");
        }
        try (Source source = LogFixture.source(folder.resolve("b"), true)) {
            assertThatThrownBy(() -> source.restore(Map.of(CollectSource.POSITION, behind.toBytes())))
                    .hasMessageContaining("ends at offset");
        }
    }

    @Test
    void aRecordThatCannotBeReadIsNamedByItsNumber() {
        LogFixture.fill(folder, CollectLimits.DEFAULT, List.of("good", "bad"), 2);
        assertThatThrownBy(() -> LogFixture.read(folder))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("record 2 of " + folder);
    }

    @Test
    void aPlaceIsNeeded() {
        assertThatThrownBy(() -> source(Map.of("connector", "collect")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("option 'path' is missing");
        assertThatThrownBy(() -> source(Map.of("connector", "collect", "path", "x", "max-size", "1 kb")))
                .hasMessageContaining("at least twice the 'segment-size'");
    }

    @Test
    void tablesWithoutAPathHaveAFolderEachInThatOfTheConfiguration() {
        Map<String, String> configuration = Map.of(CollectOptions.DIRECTORY, folder.toString());
        assertThat(CollectOptions.of("c.d.clicks", Map.of("connector", "collect"), configuration)
                        .folder())
                .isEqualTo(folder.resolve("clicks"));
        assertThat(CollectOptions.fileName("`c`.`d`.`a/b`")).isEqualTo("a-2fb");
    }
}
