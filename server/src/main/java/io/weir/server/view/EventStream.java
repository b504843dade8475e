package io.weir.server.view;

import io.javalin.http.Context;
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
    private int waitingBytes;
    private boolean isBlocked;
    private boolean isUnflushed;
    private long lastWriteNanos = System.nanoTime();
    private volatile boolean isClosed;

    private EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Begins the answer to a request, which ends when the stream is closed. */
    static EventStream open(Context exchange, Runnable whenReady) throws IOException {
        exchange.res().setStatus(200);
        exchange.res().setContentType("text/event-stream");
        exchange.res().setCharacterEncoding("UTF-8");
        exchange.res().setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(exchange.res().getOutputStream());
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
            lastWriteNanos = System.nanoTime();
        }
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (!isBlocked) {
            write();
        }
    }

    /** For how long something has been waiting without any of it being taken. */
    synchronized long stalledNanos() {
        return waiting.isEmpty() ? 0 : System.nanoTime() - lastWriteNanos;
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
                    lastWriteNanos = System.nanoTime();
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
        end.complete(null);
    }
}
