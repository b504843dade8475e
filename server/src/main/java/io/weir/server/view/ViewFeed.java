package io.weir.server.view;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewChangeSet;
import io.weir.engine.time.Clock;
import io.weir.server.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds all subscribers of one view, on one thread; each change is encoded once. */
final class ViewFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final long TICK_MILLIS = 100;
    private static final long IDLE_TICK_MILLIS = 5_000;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Subscribers that are not far apart find what they need encoded already. */
    private static final int ENCODED_MAX = 64;

    private final View view;
    private final ViewCatalog views;
    private final Clock clock;
    private final EncodedChanges.Maker maker;
    private final List<ViewSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private final Runnable listener = news::release;
    private final Map<ViewChangeSet, EncodedChanges> encoded = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ViewChangeSet, EncodedChanges> eldest) {
            return size() > ENCODED_MAX;
        }
    };

    private final Thread thread;
    private volatile boolean isClosed;

    ViewFeed(View view, ViewCatalog views, Clock clock) {
        this.view = view;
        this.views = views;
        this.clock = clock;
        maker = new EncodedChanges.Maker(view);
        view.addListener(listener);
        thread = new Thread(this::run, "weir-view-" + view.name());
        thread.setDaemon(true);
        thread.start();
    }

    View view() {
        return view;
    }

    /** Whether it feeds nobody any more. */
    boolean isClosed() {
        return isClosed;
    }

    void add(ViewSubscriber subscriber) {
        subscribers.add(subscriber);
        news.release();
        if (isClosed) {
            subscriber.close();
        }
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    int size() {
        return subscribers.size();
    }

    void close() {
        isClosed = true;
        news.release();
    }

    private void run() {
        long lastBeat = clock.nanoTime();
        try {
            // Another view may take the name: whoever listens is to find that one.
            while (!isClosed && views.find(view.name()).filter(view::equals).isPresent()) {
                boolean unused = news.tryAcquire(isEmpty() ? IDLE_TICK_MILLIS : TICK_MILLIS, TimeUnit.MILLISECONDS);
                news.drainPermits();
                long now = clock.nanoTime();
                boolean beats = now - lastBeat >= HEARTBEAT_NANOS;
                if (beats) {
                    lastBeat = now;
                }
                byte[] beat = beats ? heartbeat() : new byte[0];
                subscribers.forEach(subscriber -> advance(subscriber, now, beat));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isClosed = true;
            view.removeListener(listener);
            subscribers.forEach(ViewSubscriber::close);
        }
    }

    private void advance(ViewSubscriber subscriber, long now, byte[] beat) {
        EventStream stream = subscriber.stream();
        try {
            if (stream.stalledNanos() > STALL_NANOS) {
                LOG.info("A subscriber of view {} takes nothing any more, and is cut off", view.name());
                stream.close();
            }
            if (!stream.isClosed()) {
                subscriber.advance(this::encode, now);
            }
            if (beat.length > 0 && stream.isIdle()) {
                stream.send(beat);
            }
        } catch (RuntimeException e) {
            LOG.warn("A subscriber of view {} is cut off", view.name(), e);
            stream.close();
        }
        if (stream.isClosed()) {
            subscribers.remove(subscriber);
            subscriber.close();
        }
    }

    private EncodedChanges encode(ViewChangeSet set) {
        EncodedChanges known = encoded.get(set);
        if (known == null) {
            known = maker.make(set);
            // A snapshot is one subscriber's own.
            if (set.kind() == ViewChangeSet.Kind.CHANGES) {
                encoded.put(set, known);
            }
        }
        return known;
    }

    private byte[] heartbeat() {
        ViewAnswers.Freshness freshness = ViewAnswers.Freshness.of(view.freshness(), clock.currentTimeMillis());
        return RowText.utf8("event: heartbeat\ndata: " + Json.text(freshness) + "\n\n");
    }
}
