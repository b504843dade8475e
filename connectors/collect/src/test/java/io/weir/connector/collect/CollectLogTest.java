package io.weir.connector.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectLogTest {
    private static final CollectLimits SMALL = new CollectLimits(200, 1 << 20, 1000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<Path> segments(Path log) {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(CollectSegment::isSegment).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : segments(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static void assertIsPrefixOfAppends(List<String> read, List<List<String>> appends) {
        List<String> expected = new ArrayList<>();
        for (List<String> append : appends) {
            if (expected.size() == read.size()) {
                break;
            }
            expected.addAll(append);
        }
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void whereverTheLastFileIsCutTheAppendsBeforeAreThereAndNewOnesFollow() throws IOException {
        List<List<String>> appends = List.of(List.of("a", "b"), List.of("c"), List.of("", "d".repeat(50)));
        Path whole = folder.resolve("whole");
        for (List<String> append : appends) {
            LogFixture.fill(whole, CollectLimits.DEFAULT, append, append.size());
        }
        byte[] bytes = Files.readAllBytes(segments(whole).get(0));

        int most = 0;
        for (int length = 0; length <= bytes.length; length++) {
            Path torn = folder.resolve("torn-" + length);
            Files.createDirectories(torn);
            Files.write(torn.resolve(segments(whole).get(0).getFileName()), java.util.Arrays.copyOf(bytes, length));

            List<String> read = LogFixture.read(torn);
            assertIsPrefixOfAppends(read, appends);
            assertThat(read.size()).isGreaterThanOrEqualTo(most);
            most = read.size();
            LogFixture.fill(torn, CollectLimits.DEFAULT, List.of("new"), 1);
            read.add("new");
            assertThat(LogFixture.read(torn)).isEqualTo(read);
        }
        assertThat(most).isEqualTo(5);
    }

    @Test
    void whateverIsAtTheEndInsteadOfAFrameIsCutOff() throws IOException {
        Path whole = folder.resolve("whole");
        LogFixture.fill(whole, CollectLimits.DEFAULT, List.of("a", "b", "c"), 1);
        byte[] bytes = Files.readAllBytes(segments(whole).get(0));
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            byte[] garbage = new byte[random.nextInt(100)];
            if (round % 3 > 0) {
                random.nextBytes(garbage);
            }
            byte[] both = java.util.Arrays.copyOf(bytes, bytes.length + garbage.length);
            System.arraycopy(garbage, 0, both, bytes.length, garbage.length);
            Path torn = folder.resolve("torn-" + round);
            Files.createDirectories(torn);
            Files.write(torn.resolve(segments(whole).get(0).getFileName()), both);

            assertThat(LogFixture.read(torn)).as("round %d", round).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aLastFileWithRowsIsDamagedAndNotOneThatWasBeingMade() throws IOException {
        LogFixture.fill(folder, SMALL, lines(40), 4);
        List<Path> files = segments(folder);
        Path last = files.get(files.size() - 1);
        byte[] bytes = Files.readAllBytes(last);
        assertThat(bytes).hasSizeGreaterThan(CollectSegment.HEADER_BYTES);
        bytes[20] ^= 1;
        Files.write(last, bytes);

        assertThatThrownBy(() -> LogFixture.fill(folder, SMALL, List.of("new"), 1))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_DAMAGED))
                .hasMessageContaining(last.toString());

        bytes[20] ^= 1;
        Files.write(last, bytes);
        assertThat(LogFixture.read(folder)).isEqualTo(lines(40));
    }

    /** A link to itself cannot be read, not even by root. */
    @Test
    void aListOfReadersThatCannotBeReadIsNotTakenForNobody() throws IOException {
        LogFixture.fill(folder, SMALL, lines(4), 4);
        assertThat(LogFixture.read(folder)).isEqualTo(lines(4));
        Path readers = folder.resolve("readers");
        Path aside = Files.move(readers, folder.resolve("aside"));
        Files.createSymbolicLink(readers, readers);

        assertThatThrownBy(() -> LogFixture.read(folder))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining("readers");

        assertThat(readers).isSymbolicLink();
        Files.delete(readers);
        Files.move(aside, readers);
        assertThat(LogFixture.read(folder)).isEqualTo(lines(4));
    }

    @Test
    void aFileThatWasBeingMadeIsMadeAgain() throws IOException {
        LogFixture.fill(folder, SMALL, lines(40), 4);
        long end = segments(folder).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
        Files.write(CollectSegment.path(folder, end), new byte[] {1, 2, 3});

        LogFixture.fill(folder, SMALL, List.of("new"), 1);

        List<String> expected = new ArrayList<>(lines(40));
        expected.add("new");
        assertThat(LogFixture.read(folder)).isEqualTo(expected);
    }

    @Test
    void manyThreadsShareTheDiskAndEachKeepsItsOrder() throws Exception {
        int threads = 8;
        int each = 200;
        CollectLog log = CollectLogs.acquire(folder, SMALL, Clock.SYSTEM);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                done.add(pool.submit(() -> IntStream.range(0, each)
                        .forEach(i ->
                                log.append(LogFixture.bytes(number + ":" + i)).join())));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
            CollectLogs.release(log);
        }

        List<String> read = LogFixture.read(folder);
        assertThat(read).hasSize(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + ":";
            assertThat(read.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void aFullLogTakesNothingUntilWhatWasReadIsDeleted() {
        CollectLog log = CollectLogs.acquire(folder, new CollectLimits(200, 1000, 1000), Clock.SYSTEM);
        try {
            CollectLog.Cursor reader = log.read(java.util.Optional.empty());
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            while (!last.isCompletedExceptionally()) {
                last = log.append(LogFixture.bytes("x".repeat(50)));
                last.exceptionally(e -> null).join();
            }
            assertThatThrownBy(last::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            assertThat(log.sizeBytes()).isLessThanOrEqualTo(1000);
            int files = segments(folder).size();

            log.acknowledge(reader.reader(), log.safeEnd());

            assertThat(segments(folder)).hasSizeLessThan(files);
            log.append(LogFixture.bytes("y")).join();
        } finally {
            CollectLogs.release(log);
        }
    }

    @Test
    void whatAReaderThatDoesNotRunHasNotReadIsKeptForItsTime() throws IOException {
        long[] now = {1_000_000};
        Clock clock = new Clock() {
            @Override
            public long currentTimeMillis() {
                return now[0];
            }

            @Override
            public long nanoTime() {
                return now[0] * 1_000_000;
            }
        };
        CollectReaders readers = new CollectReaders(folder, 1000);
        CollectReaders.Reader slow = readers.begin(CollectReaders.NEW, 0, clock.currentTimeMillis());
        CollectReaders.Reader fast = readers.begin(CollectReaders.NEW, 0, clock.currentTimeMillis());
        readers.acknowledge(slow, 10, now[0]);
        readers.acknowledge(fast, 90, now[0]);
        readers.end(slow, now[0]);

        assertThat(readers.neededFrom(false, now[0])).isEqualTo(10);
        CollectReaders afterCrash = new CollectReaders(folder, 1000);
        assertThat(afterCrash.neededFrom(false, now[0])).isEqualTo(10);
        assertThat(afterCrash.begin(CollectReaders.NEW, 0, now[0]).id()).isGreaterThan(fast.id());
        now[0] += 1001;
        assertThat(readers.neededFrom(false, now[0])).isEqualTo(90);
    }

    @Test
    void aReaderWithoutEpochsHoldsNothingBackOnceTheLogIsFull() throws IOException {
        CollectReaders readers = new CollectReaders(folder, 1000);
        CollectReaders.Reader reader = readers.begin(CollectReaders.NEW, 5, 0);
        reader.setRead(70);

        assertThat(readers.neededFrom(true, CollectReaders.UNACKNOWLEDGED_MILLIS))
                .isEqualTo(5);
        assertThat(readers.neededFrom(true, CollectReaders.UNACKNOWLEDGED_MILLIS + 1))
                .isEqualTo(70);
        assertThat(readers.neededFrom(false, Long.MAX_VALUE / 2)).isEqualTo(5);
    }

    @Test
    void aFolderHasOneProcess() throws IOException {
        try (LogLock held = LogLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> CollectLogs.acquire(folder, SMALL, Clock.SYSTEM))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("used by another process");
        }
    }

    @Test
    void aDamagedFileInTheMiddleIsSaidAndNothingIsLost() throws IOException {
        LogFixture.fill(folder, SMALL, lines(40), 4);
        Path first = segments(folder).get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[CollectSegment.HEADER_BYTES + CollectFrame.HEADER_BYTES + 6] ^= 1;
        Files.write(first, bytes);

        assertThatThrownBy(() -> LogFixture.read(folder))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_DAMAGED))
                .hasMessageContaining(first.toString());
        Path copy = folder.resolve("copy");
        copy(folder, copy);
        Files.delete(segments(copy).get(1));
        assertThatThrownBy(() -> CollectLogs.acquire(copy, SMALL, Clock.SYSTEM)).hasMessageContaining("damaged");
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }
}
