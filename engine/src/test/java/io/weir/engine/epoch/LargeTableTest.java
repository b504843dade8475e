package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.epoch.EpochStore.Draft;
import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.storage.LocalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of 600 MB is written, changed, put together and read in a process whose heap is a quarter of that. */
@Tag("slow")
class LargeTableTest {
    private static final int KEYS = 6_000_000;
    private static final int VALUE_BYTES = 80;
    private static final int EPOCHS = 12;

    @TempDir
    Path folder;

    @Test
    void aTableLargerThanTheHeapIsWrittenPutTogetherAndRead() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        boolean hasEnded = process.waitFor(4, TimeUnit.MINUTES);
        process.destroyForcibly();

        String output = Files.readString(folder.resolve("output"));
        assertThat(hasEnded).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("right");
    }

    /** Runs in the small process. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) {
            LocalStorage storage = new LocalStorage(Path.of(arguments[0]).resolve("state"));
            StorageEpochStore store = EpochFixtures.open(storage, 1);
            Manifest manifest = null;
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                // The first has all keys, each later one a tenth of them.
                Draft draft = store.begin(epoch);
                List<Chunk> chunks = new ArrayList<>(EpochFixtures.chunksOf(manifest));
                chunks.addAll(write(draft, epoch, epoch == 1 ? 1 : 10));
                manifest = draft.publish(EpochFixtures.manifest(epoch, chunks, KEYS));
                store.committed(manifest);
            }
            long begin = System.nanoTime();
            Manifest newest = EpochFixtures.open(storage, 1).newest().orElseThrow();
            long verified = System.nanoTime();
            int[] count = new int[1];
            int[] wrong = new int[1];
            store.read(EpochFixtures.chunksOf(newest), EpochFixtures.ALL, (key, value) -> {
                long id = key.getLong();
                count[0]++;
                wrong[0] += value.getLong() == expected(id) ? 0 : 1;
            });
            long end = System.nanoTime();
            long bytes = EpochFixtures.chunksOf(newest).stream()
                    .mapToLong(Chunk::length)
                    .sum();
            System.out.println((bytes >> 20) + " MiB in "
                    + CompactionPlan.runs(EpochFixtures.chunksOf(newest)).size() + " runs, verified in "
                    + (verified - begin) / 1_000_000 + " ms, read in " + (end - verified) / 1_000_000 + " ms");
            System.out.println(count[0] == KEYS && wrong[0] == 0 ? "right" : count[0] + " keys, wrong " + wrong[0]);
        }

        private static List<Chunk> write(Draft draft, int epoch, int part) {
            ChunkWriter writer = new ChunkWriter();
            writer.begin(draft);
            byte[] rest = new byte[VALUE_BYTES - Long.BYTES];
            for (long key = epoch % part; key < KEYS; key += part) {
                writer.begin(EpochFixtures.hash(key));
                writer.key().putLong(key);
                writer.value().putLong(epoch);
                writer.value().putRaw(rest, 0, rest.length);
                writer.end();
            }
            return writer.finish();
        }

        /** The last epoch that wrote the key. */
        private static long expected(long key) {
            for (int epoch = EPOCHS; epoch > 1; epoch--) {
                if (key % 10 == epoch % 10) {
                    return epoch;
                }
            }
            return 1;
        }
    }
}
