package io.weir.server.alert.route;

import io.weir.engine.time.Clock;
import io.weir.server.alert.book.Alert;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the notifications of one route, one after the other, on a thread of its own; what waits is bounded, so that
 * a receiver that is slow or away holds up nobody. Waits between two attempts double. What the receiver refuses (4xx)
 * is not tried again.
 */
final class RouteSender implements AutoCloseable {
    static final int QUEUE_MAX = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(RouteSender.class);
    private static final long WAIT_MILLIS_MAX = 60_000;
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int ANSWER_LENGTH_MAX = 200;

    private final RouteSettings settings;
    private final Clock clock;
    private final long firstWaitMillis;
    private final Consumer<Notification> givenUp;
    private final @Nullable Channel channel;
    private final HttpClient client;
    private final BlockingQueue<Notification> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable String lastError;
    private volatile @Nullable Instant lastSentAt;
    private volatile boolean isClosed;

    /** Whether another attempt may go well. */
    private static final class AttemptException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean isWorthRetrying;
        private final long waitMillis;

        AttemptException(String message, boolean isWorthRetrying, long waitMillis) {
            super(message);
            this.isWorthRetrying = isWorthRetrying;
            this.waitMillis = waitMillis;
        }
    }

    /**
     * Begins to deliver.
     *
     * @param firstWaitMillis the wait before the second attempt
     * @param givenUp is told, on the sender's thread, of what is not delivered
     */
    RouteSender(RouteSettings settings, Clock clock, long firstWaitMillis, Consumer<Notification> givenUp) {
        this.settings = settings;
        this.clock = clock;
        this.firstWaitMillis = firstWaitMillis;
        this.givenUp = givenUp;
        channel = settings.type() == RouteSettings.Type.LOG ? null : Channel.of(settings);
        client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        thread = new Thread(this::run, "weir-alert-route-" + settings.name());
        thread.setDaemon(true);
        thread.start();
    }

    RouteSettings settings() {
        return settings;
    }

    /** Takes a notification; false if too many wait already. */
    boolean offer(Notification notification) {
        boolean isTaken = queue.offer(notification);
        if (!isTaken) {
            failed.incrementAndGet();
            lastError = "more than " + QUEUE_MAX + " notifications wait";
        }
        return isTaken;
    }

    private void run() {
        try {
            while (!isClosed) {
                deliver(queue.take());
            }
        } catch (InterruptedException e) {
            // Closed: what waits is told again by the next process, which knows what was not delivered.
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Notification notification) throws InterruptedException {
        try {
            if (channel == null) {
                log(notification);
            } else {
                post(channel.post(notification));
            }
            sent.incrementAndGet();
            lastError = null;
            lastSentAt = Instant.ofEpochMilli(clock.currentTimeMillis());
        } catch (AttemptException | RuntimeException e) {
            failed.incrementAndGet();
            lastError = String.valueOf(e.getMessage());
            LOG.warn("Alert route {} gives up a notification: {}", settings, e.getMessage());
            givenUp.accept(notification);
        }
    }

    private static void log(Notification notification) {
        for (Alert alert : notification.alerts()) {
            LOG.warn(
                    "Alert {} {}: {}: {}",
                    alert.state().id(),
                    alert.severity().id().toUpperCase(Locale.ROOT),
                    alert.title(),
                    alert.text());
        }
    }

    private void post(Channel.Post post) throws AttemptException, InterruptedException {
        long endNanos = clock.nanoTime() + settings.retryFor().toNanos();
        long wait = firstWaitMillis;
        while (true) {
            try {
                attempt(post);
                return;
            } catch (AttemptException e) {
                long pause = Math.max(wait, e.waitMillis);
                boolean isLast = clock.nanoTime() + Duration.ofMillis(pause).toNanos() > endNanos;
                if (!e.isWorthRetrying || isLast) {
                    throw e;
                }
                lastError = e.getMessage();
                retried.incrementAndGet();
                Thread.sleep(pause);
                wait = Math.min(wait * 2, WAIT_MILLIS_MAX);
            }
        }
    }

    private void attempt(Channel.Post post) throws AttemptException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Weir")
                .POST(HttpRequest.BodyPublishers.ofString(post.body()));
        post.headers().forEach(request::header);
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AttemptException("no answer from " + settings.shownTarget() + ": " + reason(e), true, 0);
        }
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        boolean isWorthRetrying = status / 100 == 5 || status == TOO_MANY || status == TIMED_OUT;
        throw new AttemptException(
                settings.shownTarget() + " answers " + status + ": " + answer(response),
                isWorthRetrying,
                waitOf(response));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The answer may repeat what was sent: keys are taken out. */
    private String answer(HttpResponse<String> response) {
        String body = response.body();
        for (Secret secret : new Secret[] {
            settings.key(), settings.signature(), new Secret(settings.url().toString())
        }) {
            if (!secret.isEmpty()) {
                body = body.replace(secret.reveal(), secret.toString());
            }
        }
        return Texts.cut(body.strip(), ANSWER_LENGTH_MAX);
    }

    private static long waitOf(HttpResponse<String> response) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(text -> Math.min(WAIT_MILLIS_MAX, Math.max(0, Long.parseLong(text.strip()) * 1000)))
                    .orElse(0L);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    RouteStatus status() {
        return new RouteStatus(
                settings.name(),
                settings.type().name().toLowerCase(Locale.ROOT),
                settings.shownTarget(),
                sent.get(),
                retried.get(),
                failed.get(),
                queue.size(),
                lastError,
                lastSentAt);
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
