package io.weir.server.view;

import io.javalin.http.Context;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewChanges;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.http.ApiException;
import io.weir.server.metrics.Metric;
import io.weir.server.metrics.MetricSource;
import io.weir.server.metrics.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All streams of changes: one feed for each view that somebody listens to. */
final class ViewStreams implements MetricSource, AutoCloseable {
    private static final int SUBSCRIBERS_MAX = 2_000;

    private final ViewCatalog views;
    private final Clock clock;
    /** Guarded by this. */
    private final Map<View, ViewFeed> feeds = new HashMap<>();

    private boolean isClosed;

    ViewStreams(ViewCatalog views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /**
     * Begins a stream as the answer to a request.
     *
     * @param lastId where an earlier stream of the subscriber ended
     * @param withSnapshot whether one that has had nothing is told all rows first
     * @param rowsPerSecond how many changed rows it wants at most
     */
    void open(Context exchange, View view, Optional<String> lastId, boolean withSnapshot, int rowsPerSecond) {
        checkRoom();
        ViewChanges changes = view.changes(lastId, withSnapshot);
        try {
            EventStream[] opened = new EventStream[1];
            opened[0] = EventStream.open(exchange, clock, () -> {
                // So that a browser knows at once that the stream is open.
                opened[0].send(RowText.utf8("retry: 1000\n\n"));
                add(view, new ViewSubscriber(changes, opened[0], rowsPerSecond));
            });
        } catch (IOException e) {
            changes.close();
            throw new WeirException(ErrorCode.IO_FAILED, "The stream cannot be begun: " + e.getMessage(), "", "", e);
        }
    }

    private synchronized void checkRoom() {
        feeds.values().removeIf(feed -> {
            if (feed.isEmpty()) {
                feed.close();
            }
            return feed.isEmpty() || feed.isClosed();
        });
        int subscribers = feeds.values().stream().mapToInt(ViewFeed::size).sum();
        if (isClosed || subscribers >= SUBSCRIBERS_MAX) {
            throw ApiException.unavailable("There are " + subscribers + " streams already", "Try again later");
        }
    }

    private synchronized void add(View view, ViewSubscriber subscriber) {
        if (isClosed) {
            subscriber.close();
            return;
        }
        feeds.computeIfAbsent(view, wanted -> new ViewFeed(wanted, views, clock))
                .add(subscriber);
    }

    @Override
    public synchronized void addTo(Samples samples) {
        feeds.forEach((view, feed) -> samples.add(Metric.VIEW_SUBSCRIBERS, feed.size(), view.name()));
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        feeds.values().forEach(ViewFeed::close);
        feeds.clear();
    }
}
