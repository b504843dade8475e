package io.weir.server.metrics;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewCatalog;
import io.weir.connector.view.ViewFreshness;
import io.weir.engine.time.Clock;

/** The metrics of all views of a process. */
public final class ViewSamples implements MetricSource {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final ViewCatalog views;
    private final Clock clock;

    public ViewSamples(ViewCatalog views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    @Override
    public void addTo(Samples samples) {
        long now = clock.currentTimeMillis();
        for (View view : views.views()) {
            ViewFreshness freshness = view.freshness();
            samples.add(Metric.VIEW_ROWS, view.rowCount(), view.name())
                    .add(Metric.VIEW_VERSION, freshness.version(), view.name());
            freshness
                    .watermarkAgeMillis(now)
                    .ifPresent(age -> samples.add(Metric.VIEW_WATERMARK_AGE, age / MILLIS_PER_SECOND, view.name()));
            freshness
                    .commitAgeMillis(now)
                    .ifPresent(age -> samples.add(Metric.VIEW_COMMIT_AGE, age / MILLIS_PER_SECOND, view.name()));
        }
    }
}
