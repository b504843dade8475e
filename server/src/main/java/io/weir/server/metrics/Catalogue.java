package io.weir.server.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All sources of metrics of a process; whoever has some adds itself. */
public final class Catalogue {
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

    public Catalogue(List<MetricSource> sources) {
        this.sources.addAll(sources);
    }

    public void add(MetricSource source) {
        sources.add(source);
    }

    /** The values of this moment. */
    public synchronized Samples read() {
        Samples samples = new Samples();
        sources.forEach(source -> source.addTo(samples));
        return samples;
    }
}
