package io.weir.server.view;

import io.javalin.http.Context;
import io.weir.engine.time.Clock;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * The bytes on their way to one subscriber. Nobody waits for it: what cannot be written yet waits in a queue, and
 * whoever fills the queue looks first whether there is room. One who takes nothing for too long is cut off.
 */
final class EventStream implements WriteListener {
    /** A browser's tab in the background, or a slow line, may be behind by so much. */
    static final int WAITING_BYTES_MAX = 256 << 10;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final ServletOutputStream out;
    private final Clock clock;
    private int waitingBytes;
    private boolean isBlocked;
    private boolean isUnflushed;
    private long lastWriteNanos;
    private volatile boolean isClosed;

    EventStream(ServletOutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Begins the answer to a request, which ends when the stream is closed. */
    static EventStream open(Context exchange, Clock clock, Runnable whenReady) throws IOException {
        exchange.res().setStatus(200);
        exchange.res().setContentType("text/event-stream");
        exchange.res().setCharacterEncoding("UTF-8");
        exchange.res().setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(exchange.res().getOutputStream(), clock);
        exchange.future(() -> {
            stream.out.setWriteListener(stream);
            whenReady.run();
            return stream.end;
        });
        return stream;
    }

    /** Whether more may be given now. */
    synchronized boolean hasRoom() {
        return !isClosed && waitingBytes < WAITING_BYTES_MAX;
    }

    /** Whether nothing waits to be written. */
    synchronized boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Sends these bytes, which must not be changed any more, behind what waits. */
    synchronized void send(byte[] bytes) {
        if (isClosed) {
            return;
        }
        if (waiting.isEmpty()) {
            lastWriteNanos = clock.nanoTime();
        }
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (!isBlocked) {
            write();
        }
    }

    /** For how long something has been waiting without any of it being taken. */
    synchronized long stalledNanos() {
        return waiting.isEmpty() ? 0 : clock.nanoTime() - lastWriteNanos;
    }

    boolean isClosed() {
        return isClosed;
    }

    private void write() {
        try {
            while (!isClosed) {
                if (!out.isReady()) {
                    isBlocked = true;
                    return;
                }
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    lastWriteNanos = clock.nanoTime();
                    isUnflushed = true;
                    out.write(next);
                } else if (isUnflushed) {
                    isUnflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        isBlocked = false;
        write();
    }

    @Override
    public void onError(Throwable thrown) {
        // The other side has gone.
        close();
    }

    /** Ends the answer. */
    void close() {
        isClosed = true;
        synchronized (this) {
            // Whoever keeps the request for a while must not keep these.
            waiting.clear();
            waitingBytes = 0;
        }
        end.complete(null);
    }
}
