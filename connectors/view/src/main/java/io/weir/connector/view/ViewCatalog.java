package io.weir.connector.view;

import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All views of a process, by name: what pipelines write through {@link ViewSinkFactory}, and anyone reads. Views stay,
 * as they last were, when the pipeline that writes them has ended.
 */
public final class ViewCatalog {
    private static final int RADIX = 36;

    private final Clock clock;
    /** Distinguishes this catalog from those of other processes. */
    private final String process =
            Long.toString(UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE, RADIX) + "-";

    private final Map<String, View> views = new ConcurrentSkipListMap<>();
    /** Who writes each view at the moment; guarded by this. */
    private final Map<String, ViewSink> writers = new ConcurrentSkipListMap<>();

    private final AtomicLong beginnings = new AtomicLong();

    public ViewCatalog() {
        this(Clock.SYSTEM);
    }

    /** @param clock tells the time at which views change */
    public ViewCatalog(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** All views, in the order of their names. */
    public List<View> views() {
        return List.copyOf(views.values());
    }

    /** The view of a name. */
    public Optional<View> find(String name) {
        return Optional.ofNullable(views.get(name));
    }

    /**
     * The view of a name.
     *
     * @throws WeirException if there is none, with those that there are
     */
    public View get(String name) {
        return find(name)
                .orElseThrow(() -> new WeirException(
                        ErrorCode.IO_NOT_FOUND,
                        "There is no view '" + name + "'",
                        "",
                        views.isEmpty()
                                ? "No pipeline has written a view yet"
                                : "The views are " + String.join(", ", views.keySet()),
                        null));
    }

    /** Gives a view to a writer; one that is there with the same columns stays, and so do its readers. */
    synchronized View open(ViewSink writer, ViewDefinition definition) {
        String name = definition.options().name();
        ViewSink other = writers.get(name);
        if (other != null && other != writer) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "The view '" + name + "' is already written by " + other.description(),
                    "table " + definition.table(),
                    "Give one of the two another 'name', or make one INSERT of both with UNION ALL",
                    null);
        }
        View view = views.get(name);
        if (view == null || !view.isLike(definition)) {
            if (view != null) {
                view.retire();
            }
            view = new View(this, definition);
            views.put(name, view);
        }
        view.setDefinition(definition);
        writers.put(name, writer);
        return view;
    }

    /**
     * Forgets a view that nobody writes any more; whoever reads it still finds it as it last was.
     *
     * @return false if there is none of this name, or a pipeline writes it
     */
    public synchronized boolean drop(String name) {
        View view = writers.containsKey(name) ? null : views.remove(name);
        if (view != null) {
            view.retire();
        }
        return view != null;
    }

    synchronized void release(ViewSink writer, String name) {
        writers.remove(name, writer);
    }

    /** What distinguishes the versions that are counted from now on from all others, of other processes too. */
    String newIncarnation() {
        return process + Long.toString(beginnings.getAndIncrement(), RADIX);
    }
}
