package io.weir.server.http;

import io.javalin.http.Context;
import io.weir.engine.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request, read up to the server's limit, however long it is said to be, and for as long as it comes fast
 * enough: whoever sends a byte now and then holds a thread for a few seconds only, and never all of them.
 */
public final class RequestBody {
    /** A line that hangs for so long is forgiven. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** As fast as this it must have been altogether, after that. */
    static final long BYTES_PER_SECOND_MIN = 8 << 10;
    /** So many bodies are waited for at a time; the other threads are there for whoever is faster. */
    static final int WAITED_MAX = 48;

    private static final String LIMITS = "weir.bodyLimits";
    private static final int PART_BYTES = 16 << 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private RequestBody() {}

    /** What all bodies of one server have to keep to. */
    static final class Limits {
        private final long bytesMax;
        private final Clock clock;
        private final Semaphore waits = new Semaphore(WAITED_MAX);

        Limits(long bytesMax, Clock clock) {
            this.bytesMax = bytesMax;
            this.clock = clock;
        }

        void set(Context exchange) {
            exchange.attribute(LIMITS, this);
        }
    }

    /**
     * All bytes of a body.
     *
     * @throws ApiException 413 if there are too many, 408 if they come too slowly, 503 if too many others do
     */
    public static byte[] read(Context exchange) throws IOException {
        Limits given = exchange.attribute(LIMITS);
        Limits limits = given == null ? new Limits(HttpOptions.BODY_BYTES_MAX_DEFAULT, Clock.SYSTEM) : given;
        long said = exchange.req().getContentLengthLong();
        try (InputStream in = exchange.req().getInputStream()) {
            return read(in, said, limits);
        }
    }

    private static byte[] read(InputStream in, long said, Limits limits) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(32, Math.min(said, PART_BYTES)));
        byte[] part = new byte[PART_BYTES];
        long startNanos = limits.clock.nanoTime();
        boolean isWaiting = false;
        try {
            while (said < 0 || body.size() < said) {
                if (!isWaiting && in.available() == 0) {
                    isWaiting = limits.waits.tryAcquire();
                    if (!isWaiting) {
                        throw ApiException.unavailable(
                                "The bodies of " + WAITED_MAX + " other requests are waited for", "Try again later");
                    }
                }
                int count = in.read(part);
                if (count < 0) {
                    break;
                }
                body.write(part, 0, count);
                check(body.size(), limits.clock.nanoTime() - startNanos, limits);
            }
            return body.toByteArray();
        } finally {
            if (isWaiting) {
                limits.waits.release();
            }
        }
    }

    private static void check(long bytes, long nanos, Limits limits) {
        if (bytes > limits.bytesMax) {
            throw new ApiException(
                    413,
                    "TOO_LARGE",
                    "The body has more than " + limits.bytesMax + " bytes",
                    "body",
                    "Send it in parts");
        }
        double seconds = nanos / NANOS_PER_SECOND;
        if (nanos > GRACE_NANOS && bytes < seconds * BYTES_PER_SECOND_MIN) {
            throw new ApiException(
                    408,
                    "TOO_SLOW",
                    "Of the body " + bytes + " bytes came within " + (long) seconds + " s",
                    "body",
                    "Send it faster than " + BYTES_PER_SECOND_MIN + " bytes a second, or in parts");
        }
    }
}
