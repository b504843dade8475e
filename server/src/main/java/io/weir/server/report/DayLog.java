package io.weir.server.report;

import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import io.weir.server.store.KeptFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pipelines did in the last day, in stretches of ten minutes. It is kept in one small file, so that a report also
 * covers what was before the server was started; what was not written yet when it was killed is missing.
 */
public final class DayLog implements AutoCloseable {
    /** The length of a stretch. */
    public static final long SLOT_MILLIS = 600_000;
    /** What is older is forgotten. */
    public static final long KEPT_MILLIS = 86_400_000;

    static final int VERSION = 1;
    /** Of more than these, the ones that are gone are forgotten first; of those that are there, so many are kept. */
    static final int PIPELINES_MAX = 200;

    private static final Logger LOG = LoggerFactory.getLogger(DayLog.class);
    private static final long SAVE_MILLIS = 60_000;
    /** A pause between two looks that is longer than this was no time of running. */
    private static final long LOOK_MILLIS_MAX = 60_000;

    /** All that is kept. */
    record Content(int version, Map<String, List<DaySlot>> pipelines) {
        /** What another version has is not looked at. */
        private boolean canBeLoaded() {
            return version != VERSION
                    || (pipelines != null
                            && pipelines.values().stream()
                                    .allMatch(all -> all != null && all.stream().noneMatch(Objects::isNull)));
        }
    }

    private record Last(PipelineLook look, long atMillis) {}

    private final KeptFile<Content> file;
    private final Clock clock;
    private final Map<String, Deque<DaySlot>> slots = new TreeMap<>();
    private final Map<String, Last> last = new HashMap<>();
    private long savedMillis;
    private boolean isChanged;
    private String failure = "";

    /** Goes on with what a server before has kept in that folder. */
    public DayLog(Path folder, Clock clock) {
        this.clock = clock;
        file = new KeptFile<>(folder, "day", Content.class, Content::canBeLoaded, "the report of the last day");
        savedMillis = clock.currentTimeMillis();
        Optional<Content> content = file.load();
        if (content.isPresent() && content.get().version != VERSION) {
            LOG.warn(
                    "{} is of version {} and not {}: the report begins anew",
                    file.path(),
                    content.get().version,
                    VERSION);
        } else {
            content.map(Content::pipelines)
                    .ifPresent(kept -> kept.forEach((name, all) -> slots.put(name, new ArrayDeque<>(all))));
            forget(savedMillis);
        }
    }

    /** Adds what has changed since the look before. */
    public synchronized void add(PipelineLook look) {
        long now = clock.currentTimeMillis();
        // Of those too that there is no room for: otherwise all that they ever did would be new once there is.
        Last before = last.put(look.pipeline(), new Last(look, now));
        if (!slots.containsKey(look.pipeline()) && !makeRoom(now)) {
            return;
        }
        long start = now - now % SLOT_MILLIS;
        Deque<DaySlot> own = slots.computeIfAbsent(look.pipeline(), name -> new ArrayDeque<>());
        DaySlot newest = own.peekLast();
        DaySlot slot = DaySlot.at(start);
        // A clock that was put back adds to what is there.
        if (newest != null && newest.startMillis() >= start) {
            slot = own.removeLast();
        }
        own.addLast(slot.plus(
                change(look, now, before == null ? null : before.look, before == null ? now : before.atMillis)));
        isChanged = true;
        forget(now);
        if (now - savedMillis >= SAVE_MILLIS || now < savedMillis) {
            save(now);
        }
    }

    private static DaySlot change(PipelineLook look, long now, @Nullable PipelineLook before, long beforeMillis) {
        long passed = Math.max(0, now - beforeMillis);
        boolean ran = look.isRunning() && before != null && before.isRunning() && passed <= LOOK_MILLIS_MAX;
        boolean hasLatency = !Double.isNaN(look.latencyMillis());
        return new DaySlot(
                now,
                ran ? passed : 0,
                growth(look.rowsIn(), before == null ? 0 : before.rowsIn()),
                growth(look.rowsOut(), before == null ? 0 : before.rowsOut()),
                growth(look.failedRecords(), before == null ? 0 : before.failedRecords()),
                growth(look.lateRows(), before == null ? 0 : before.lateRows()),
                growth(look.restarts(), before == null ? 0 : before.restarts()),
                millis(look.lagMillis()),
                millis(look.latencyMillis()),
                hasLatency ? look.latencyMillis() : 0,
                hasLatency ? 1 : 0,
                millis(look.epochMillis()));
    }

    /** A counter that has gone back began anew. */
    private static long growth(long now, long before) {
        return Math.max(0, now >= before ? now - before : now);
    }

    private static long millis(double value) {
        return Double.isNaN(value) ? -1 : (long) value;
    }

    private void forget(long now) {
        slots.values().forEach(own -> {
            while (!own.isEmpty() && own.getFirst().startMillis() < now - KEPT_MILLIS) {
                own.removeFirst();
            }
        });
        slots.values().removeIf(Deque::isEmpty);
        last.values().removeIf(before -> before.atMillis < now - KEPT_MILLIS);
    }

    /** Forgets pipelines that nobody looks at any more, the oldest first, until there is room for another. */
    private boolean makeRoom(long now) {
        while (slots.size() >= PIPELINES_MAX) {
            Optional<String> oldest = slots.entrySet().stream()
                    .filter(each -> !isThere(each.getKey(), now))
                    .min(Comparator.comparingLong(
                            each -> each.getValue().getLast().startMillis()))
                    .map(Map.Entry::getKey);
            if (oldest.isEmpty()) {
                return false;
            }
            slots.remove(oldest.get());
        }
        return true;
    }

    private boolean isThere(String pipeline, long now) {
        Last look = last.get(pipeline);
        return look != null && now - look.atMillis <= LOOK_MILLIS_MAX;
    }

    /** By pipeline, what was since a moment; stretches count whole. */
    public synchronized Map<String, DaySum> since(long fromMillis) {
        Map<String, DaySum> sums = new LinkedHashMap<>();
        slots.forEach((name, own) -> own.stream()
                .filter(slot -> slot.startMillis() + SLOT_MILLIS > fromMillis)
                .reduce(DaySlot::plus)
                .ifPresent(sum -> sums.put(name, DaySum.of(sum))));
        return sums;
    }

    private void save(long now) {
        Map<String, List<DaySlot>> all = new TreeMap<>();
        slots.forEach((name, own) -> all.put(name, new ArrayList<>(own)));
        savedMillis = now;
        isChanged = false;
        try {
            file.save(new Content(VERSION, all));
            failure = "";
        } catch (WeirException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(failure)) {
                LOG.warn("{}", why);
            }
            failure = why;
        }
    }

    @Override
    public synchronized void close() {
        if (isChanged) {
            save(clock.currentTimeMillis());
        }
    }
}
