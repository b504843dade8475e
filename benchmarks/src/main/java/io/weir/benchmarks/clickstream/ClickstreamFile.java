package io.weir.benchmarks.clickstream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A {@link Clickstream} as an NDJSON file, written once and kept under a name that tells events, seed and version. */
public final class ClickstreamFile {
    private static final int EVENTS_PER_BLOCK = 20_000;

    private ClickstreamFile() {}

    /** Returns the stream's file in the folder; writes it, with all processors, if it is not there yet. */
    public static Path get(Clickstream stream, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(
                "clickstream-v%d-%d-%d.ndjson".formatted(Clickstream.VERSION, stream.events(), stream.seed()));
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "clickstream", ".unfinished");
        try {
            write(stream, unfinished);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Clickstream stream, Path file) throws IOException, InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (OutputStream output = Files.newOutputStream(file)) {
            ArrayDeque<Future<Block>> inOrder = new ArrayDeque<>();
            long next = 0;
            while (next < stream.events() || !inOrder.isEmpty()) {
                while (next < stream.events() && inOrder.size() < 2 * threads) {
                    long first = next;
                    int events = (int) Math.min(EVENTS_PER_BLOCK, stream.events() - first);
                    inOrder.add(workers.submit(() -> block(stream, first, events)));
                    next += events;
                }
                Block block = inOrder.remove().get();
                output.write(block.bytes(), 0, block.length());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An event could not be made", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Block block(Clickstream stream, long first, int events) {
        byte[] bytes = new byte[events * Clickstream.EVENT_BYTES_MAX];
        int length = 0;
        for (int event = 0; event < events; event++) {
            length = stream.write(first + event, bytes, length);
        }
        return new Block(bytes, length);
    }

    private record Block(byte[] bytes, int length) {}
}
