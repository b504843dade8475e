package io.weir.connector.console;

import io.weir.engine.connector.ByteInput;
import io.weir.engine.connector.Chunk;
import io.weir.engine.connector.RecordCutter;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as one ordered sequence of chunks. A thread of its own reads, because reading may wait for as long as
 * the writer likes; it cuts what has come into chunks, which the readers decode side by side. A record is handed on as
 * soon as it is complete. When the readers are behind, no chunk is free, and the thread stops reading.
 *
 * <p>It cannot begin again: what was read is gone from the pipe.
 */
final class StdinSource implements Source {
    static final String NAME = "standard input";
    private static final int CHUNK_BYTES = 128 * 1024;

    private final SourceRequest request;
    private final String format;
    private final StandardStreams streams;
    private final Supplier<Decoder> newDecoder;
    private final Decoder cuttingDecoder;
    private final int recordBytesMax;
    private final ArrayBlockingQueue<Chunk> free;
    private final ArrayBlockingQueue<Chunk> filled;
    private final AtomicLong rowCount = new AtomicLong();
    /** Set last by the reading thread: no chunk will be added. */
    private volatile boolean ended;

    private volatile @Nullable RuntimeException failure;
    private @Nullable Thread thread;

    StdinSource(
            SourceRequest request,
            String format,
            StandardStreams streams,
            Supplier<Decoder> newDecoder,
            Decoder cuttingDecoder,
            int recordBytesMax) {
        this.request = request;
        this.format = format;
        this.streams = streams;
        this.newDecoder = newDecoder;
        this.cuttingDecoder = cuttingDecoder;
        this.recordBytesMax = recordBytesMax;
        int chunkCount = 2 * request.parallelism() + 2;
        free = new ArrayBlockingQueue<>(chunkCount);
        filled = new ArrayBlockingQueue<>(chunkCount);
        for (int i = 0; i < chunkCount; i++) {
            free.add(new Chunk());
        }
    }

    /** It ends when its writer closes it. */
    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public synchronized SourceReader createReader(int instance) {
        if (thread == null) {
            InputStream stream = streams.takeInput(request.table());
            thread = new Thread(() -> read(stream), "weir-stdin");
            thread.setDaemon(true);
            thread.start();
        }
        return new StdinSourceReader(this, request, format, newDecoder.get());
    }

    /** Runs on the reading thread. */
    private void read(InputStream stream) {
        RecordCutter cutter = new RecordCutter(
                ByteInput.live(stream), NAME, cuttingDecoder, CHUNK_BYTES, request.batchRowsMax(), recordBytesMax);
        try {
            for (long sequence = 0; !ended; sequence++) {
                Chunk chunk = free.take();
                if (!cutter.next(chunk)) {
                    break;
                }
                chunk.setSequence(sequence);
                filled.add(chunk);
            }
        } catch (IOException e) {
            failure = cutter.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            ended = true;
        }
    }

    /** The next chunk, or null if there is none right now. */
    @Nullable
    Chunk take() {
        return filled.poll();
    }

    void giveBack(Chunk chunk) {
        free.add(chunk);
    }

    /** True if no chunk follows those that are there; to be asked before looking for one. */
    boolean isEnded() {
        return ended;
    }

    /** Throws what the reading thread failed with. */
    void checkFailure() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** Counts rows; once there are as many as the limit, reading stops. */
    void addRows(int count) {
        if (rowCount.addAndGet(count) >= request.limit()) {
            ended = true;
        }
    }

    /** The reading thread may be waiting for input, where nothing can wake it; it then ends with the process. */
    @Override
    public synchronized void close() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
