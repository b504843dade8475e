package io.weir.benchmarks.limit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The query of {@code sql/json-window.sql} as a loop: how fast this machine can answer it in plain Java.
 *
 * <p>It has no watermark, keeps every window to the end and knows its query beforehand; its decoder takes any JSON.
 */
public final class JsonWindowLimit {
    public static final long WINDOW_MILLIS = 60_000;

    private JsonWindowLimit() {}

    /** One row of the answer. */
    public record PageWindow(long windowStartMillis, String page, long events, long meanLoadTimeMillis) {}

    public static List<PageWindow> run(Path file, int threads) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (ChunkedFile chunks = new ChunkedFile(file)) {
            List<Future<Worker>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                workers.add(executor.submit(() -> new Worker().work(chunks)));
            }
            Map<WindowAndPage, long[]> merged = new HashMap<>();
            for (Future<Worker> worker : workers) {
                worker.get().mergeInto(merged);
            }
            List<PageWindow> answer = new ArrayList<>(merged.size());
            merged.forEach((key, sums) ->
                    answer.add(new PageWindow(key.windowStartMillis(), key.page(), sums[0], sums[1] / sums[0])));
            return answer;
        } catch (ExecutionException e) {
            throw new IOException("Reading " + file + " failed: " + e.getCause(), e);
        } finally {
            executor.shutdownNow();
        }
    }

    private record WindowAndPage(long windowStartMillis, String page) {}

    private static final class Worker {
        private final EventDecoder decoder = new EventDecoder();
        private final EventColumns columns = new EventColumns();
        private final PageWindows windows = new PageWindows(WINDOW_MILLIS);

        Worker work(ChunkedFile file) throws IOException {
            ChunkedFile.Chunk chunk = new ChunkedFile.Chunk();
            while (file.read(chunk)) {
                int position = chunk.start();
                while (position < chunk.end()) {
                    position = decoder.decode(chunk.bytes(), position, chunk.end(), chunk.limit(), columns);
                    windows.add(columns, decoder.pages().size());
                }
            }
            return this;
        }

        void mergeInto(Map<WindowAndPage, long[]> merged) {
            List<String> pages = decoder.pages().strings();
            windows.forEach((windowStartMillis, page, count, sum) -> {
                long[] sums = merged.computeIfAbsent(
                        new WindowAndPage(windowStartMillis, pages.get(page)), ignored -> new long[2]);
                sums[0] += count;
                sums[1] += sum;
            });
        }
    }
}
