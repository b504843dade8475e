package io.weir.testing.simulation;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** All that is outside of the processes and outlives them, and what must hold of it after every step. */
final class World {
    private final Dice dice;
    private final EventLog log;
    private final SimulatedPipeline pipeline;
    private final SimulatedClock clock = new SimulatedClock();
    private final SimulatedStorage storage = new SimulatedStorage(this);
    private final Broker broker;
    private final Database database;
    private final Folder folder = new Folder();
    private final Map<String, Topic> topics = new TreeMap<>();
    private final Mutation mutation;
    private Faults faults;
    private boolean isDraining;

    /** The process that has taken over, and may commit. */
    private @Nullable SimulatedProcess owner;

    private final Map<Long, Manifest> published = new TreeMap<>();
    private final Map<Long, Long> lateRows = new HashMap<>();
    /** The newest epoch that each sink has shown. */
    private final Map<String, Long> shown = new TreeMap<>();

    World(SimulatedPipeline pipeline, Dice dice, EventLog log, Mutation mutation) {
        this.pipeline = pipeline;
        this.dice = dice;
        this.log = log;
        this.mutation = mutation;
        faults = Faults.roll(dice);
        broker = new Broker(mutation != Mutation.NO_FENCING);
        database = new Database(mutation != Mutation.NO_FENCING);
        boolean hasLateRows = pipeline.hasIdleTimeout() || dice.either();
        for (String name : List.of("a", "b")) {
            int partitions = pipeline.name().contains("files") ? 1 : 1 + dice.below(4);
            topics.put(name, Topic.roll(name, partitions, hasLateRows, dice));
        }
    }

    Dice dice() {
        return dice;
    }

    EventLog log() {
        return log;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedStorage storage() {
        return storage;
    }

    Broker broker() {
        return broker;
    }

    Database database() {
        return database;
    }

    Folder folder() {
        return folder;
    }

    Faults faults() {
        return faults;
    }

    Mutation mutation() {
        return mutation;
    }

    /** From now on nothing fails, and sources end. */
    void drain() {
        faults = Faults.NONE;
        isDraining = true;
    }

    boolean isDraining() {
        return isDraining;
    }

    /** The connectors of a process. */
    ConnectorRegistry connectors(SimulatedProcess process) {
        return new ConnectorRegistry()
                .add(source("kafka", (name, request) -> new LogSource(this, process, topic(name), request, false)))
                .add(source("filesystem", (name, request) -> new LogSource(this, process, topic(name), request, true)))
                .add(sink("kafka", (name, request) -> new TransactionSink(this, process, name, request)))
                .add(sink("upsert-kafka", (name, request) -> new DatabaseSink(this, process, name, request)))
                .add(sink("filesystem", (name, request) -> new FolderSink(this, process, name, request)));
    }

    private Topic topic(String name) {
        return new Consumed(Map.of(), topics, 0, false).topic(name);
    }

    static SourceFactory source(String identifier, BiFunction<String, SourceRequest, Source> maker) {
        return new SourceFactory() {
            @Override
            public String identifier() {
                return identifier;
            }

            @Override
            public Source create(SourceRequest request) {
                return maker.apply(nameOf(request.options()), request);
            }
        };
    }

    static SinkFactory sink(String identifier, BiFunction<String, SinkRequest, Sink> maker) {
        return new SinkFactory() {
            @Override
            public String identifier() {
                return identifier;
            }

            @Override
            public Sink create(SinkRequest request) {
                return maker.apply(nameOf(request.options()), request);
            }
        };
    }

    private static String nameOf(Map<String, String> options) {
        return options.getOrDefault("topic", options.getOrDefault("path", "/")).replace("/", "");
    }

    // ---- what has happened, and what must hold
    // -------------------------------------------------------------------------

    /** A process has recovered, and is the only one now that may commit. */
    void takeOver(SimulatedProcess process) {
        owner = process;
    }

    /** True if another process has taken over from this one. */
    boolean isOvertaken(SimulatedProcess process) {
        SimulatedProcess current = owner;
        return current != null && current.number() > process.number();
    }

    private void checkOwner(SimulatedProcess process, String what) {
        if (isOvertaken(process)) {
            throw new Violation("ZombieNeverCommits", process + " " + what + " after " + owner + " has taken over");
        }
    }

    /** A manifest is there: the epoch is decided. */
    void onPublished(SimulatedProcess process, long epoch) {
        checkOwner(process, "publishes epoch " + epoch);
        long newest = published.keySet().stream().max(Long::compare).orElse(0L);
        if (epoch <= newest && !published.containsKey(epoch)) {
            throw new Violation("EpochsCommitInOrder", process + " publishes " + epoch + " after " + newest);
        }
        published.put(epoch, manifest(epoch));
        lateRows.put(epoch, process.lateRows(epoch));
    }

    Manifest manifest(long epoch) {
        try (EpochStorage copy = storage.copy()) {
            return new EpochFiles(copy).manifest(epoch);
        }
    }

    Optional<Manifest> published(long epoch) {
        return Optional.ofNullable(published.get(epoch));
    }

    long lateRows(long epoch) {
        return lateRows.getOrDefault(epoch, 0L);
    }

    /** Rows of an epoch become visible at a sink. */
    void onVisible(SimulatedProcess process, String sink, long epoch) {
        checkOwner(process, "commits epoch " + epoch + " to " + sink);
        if (!published.containsKey(epoch)) {
            throw new Violation(
                    "NothingVisibleBeforeDecision",
                    sink + " shows epoch " + epoch + ", which is not published: " + published.keySet());
        }
        long before = shown.getOrDefault(sink, 0L);
        if (epoch < before) {
            throw new Violation("EpochsCommitInOrder", sink + " shows " + epoch + " after " + before);
        }
        shown.put(sink, epoch);
    }

    boolean isShown(long epoch) {
        return shown.values().stream().anyMatch(each -> each >= epoch);
    }

    /** A source is told to forget what comes before these positions. */
    void onAcknowledged(SimulatedProcess process, String topic, Map<String, byte[]> positions) {
        boolean isCommitted = published.values().stream()
                .flatMap(manifest -> manifest.sources().stream())
                .anyMatch(state -> isEqual(state.positions(), positions));
        if (!isCommitted) {
            throw new Violation("AcknowledgedIsCommitted", process + " acknowledges rows of " + topic);
        }
    }

    private static boolean isEqual(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), other.get(entry.getKey())));
    }

    /** All sinks have committed an epoch, 0 for none: they show just what it has consumed. */
    void checkVisible(long epoch, boolean isEnd) {
        Map<String, List<Topic.Row>> rows = new HashMap<>();
        Manifest manifest = published.get(epoch);
        if (manifest != null) {
            topics.values().forEach(topic -> rows.put(topic.name(), consumed(topic, manifest)));
        }
        Consumed consumed = new Consumed(rows, topics, lateRows(epoch), isEnd);
        pipeline.sinks().forEach((sink, expectation) -> {
            Optional<String> difference = expectation.difference(rows(sink), consumed);
            if (difference.isPresent()) {
                String invariant = isEnd ? "NoRowLostOrDuplicated" : "CommittedEqualsPublished";
                throw new Violation(invariant, sink + " after epoch " + epoch + ": " + difference.get());
            }
        });
        if (isEnd) {
            topics.values().forEach(topic -> checkAllConsumed(topic, consumed));
        }
    }

    private void checkAllConsumed(Topic topic, Consumed consumed) {
        boolean isRead = published.values().stream()
                .flatMap(manifest -> manifest.sources().stream())
                .anyMatch(state -> state.positions().containsKey(topic.name() + "-0"));
        if (isRead && consumed.of(topic.name()).size() != topic.rows().size()) {
            throw new Violation(
                    "NoRowLostOrDuplicated",
                    topic.name() + " was read up to "
                            + consumed.of(topic.name()).size() + " of "
                            + topic.rows().size());
        }
    }

    private List<String> rows(String sink) {
        List<String> rows = new java.util.ArrayList<>(broker.rows(sink));
        rows.addAll(database.rows(sink));
        rows.addAll(folder.rows(sink + "/"));
        return rows;
    }

    private static List<Topic.Row> consumed(Topic topic, Manifest manifest) {
        List<Topic.Row> rows = new java.util.ArrayList<>();
        for (Manifest.SourceState state : manifest.sources()) {
            for (int i = 0; i < topic.partitionCount(); i++) {
                byte[] position = state.positions().get(topic.name() + "-" + i);
                byte[] ordered = state.positions().get("0");
                if (position != null || ordered != null && topic.name().equals("a")) {
                    byte[] found = position == null ? java.util.Objects.requireNonNull(ordered) : position;
                    rows.addAll(topic.partition(i).subList(0, LogSource.position(found)));
                }
            }
        }
        return rows;
    }
}
