package io.weir.server.collect;

import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.server.pipeline.Pipelines;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes events for tables, and says only then that they are taken when they will not be lost.
 *
 * <p>In this order: is there room; what are the records, and can their table take them; then they are sent, and the
 * answer waits until they are safe.
 */
public final class Collector implements AutoCloseable {
    private static final int REJECTED_SHOWN_MAX = 100;
    private static final int THREADS = 2;
    private static final int START_SECONDS = 2;

    private final CollectSettings settings;
    private final CollectTables tables;
    private final Function<String, DecoderFactory> formats;
    private final Clock clock;
    private final Supplier<String> ids;
    private final RateLimit clients;
    private final RateLimit callers;
    private final AtomicLong inFlightBytes = new AtomicLong();
    private final Map<String, TableCollector> open = new HashMap<>();
    private final CollectStatistics statistics = new CollectStatistics();
    /** Answers are written here: who makes records safe must not wait for a slow client. */
    private final ExecutorService answering;

    /**
     * Makes a collector.
     *
     * @param formats finds the format of a name
     * @param ids gives the ids of events that have none
     */
    public Collector(
            CollectSettings settings,
            CollectTables tables,
            Function<String, DecoderFactory> formats,
            Clock clock,
            Supplier<String> ids) {
        this.settings = settings;
        this.tables = tables;
        this.formats = formats;
        this.clock = clock;
        this.ids = ids;
        clients = new RateLimit(settings.clientRate(), clock);
        callers = new RateLimit(settings.tokenRate(), clock);
        answering = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "weir-collect-answers");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The collector of a server's pipelines. */
    public static Collector of(Pipelines pipelines, CollectSettings settings, Clock clock) {
        ConnectorRegistry formats = ConnectorRegistry.discover(Collector.class.getClassLoader());
        return new Collector(
                settings,
                CollectTables.of(pipelines),
                formats::decoder,
                clock,
                () -> UUID.randomUUID().toString());
    }

    CollectSettings settings() {
        return settings;
    }

    /** The tables that events can be sent to; none while it is not known what they must have. */
    CollectTargets targets() {
        Collection<CollectTable> all = tables.areMoreComing() ? List.of() : tables.all();
        return new CollectTargets(all.stream()
                .filter(table -> table.refusal().isEmpty())
                .map(CollectTargets::of)
                .toList());
    }

    /** What it has done so far. */
    public CollectStatistics statistics() {
        return statistics;
    }

    /**
     * Takes the records of a request.
     *
     * @return completes when they are safe or rejected; exceptionally with a {@link CollectRefusedException}
     */
    CompletableFuture<CollectAnswer> collect(CollectRequest request) {
        statistics.requests.increment();
        long bytes = request.body().length;
        boolean isCounted = false;
        try {
            if (bytes > settings.bodyBytesMax()) {
                throw CollectRefusedException.of(
                        413,
                        "TOO_LARGE",
                        "The body has " + bytes + " bytes, and " + settings.bodyBytesMax() + " are the most",
                        "body",
                        "Send it in parts");
            }
            TableCollector table = table(request.table());
            isCounted = true;
            if (inFlightBytes.addAndGet(bytes) > settings.inFlightBytesMax()) {
                throw CollectRefusedException.later(
                        429, "TOO_MANY", "Too much is waiting to be written", "table " + request.table(), 1);
            }
            CompletableFuture<CollectAnswer> answer = take(table, request);
            isCounted = false;
            return answer.whenCompleteAsync((taken, failure) -> inFlightBytes.addAndGet(-bytes), answering);
        } catch (CollectRefusedException e) {
            statistics.refused.increment();
            return CompletableFuture.failedFuture(e);
        } finally {
            if (isCounted) {
                inFlightBytes.addAndGet(-bytes);
            }
        }
    }

    /** What belongs to a table, made anew if the table is declared in another way than before. */
    private TableCollector table(String name) {
        if (tables.areMoreComing()) {
            // One of them may read columns of this table that no other does: taken now, an event would lack its id.
            throw CollectRefusedException.later(
                    503, "UNAVAILABLE", "Pipelines are being started", "table " + name, START_SECONDS);
        }
        CollectTable table = tables.find(name).orElseThrow(() -> noTable(name));
        if (!table.refusal().isEmpty()) {
            throw CollectRefusedException.of(
                    409,
                    "CONFLICT",
                    "Events cannot be sent to this table: " + table.refusal(),
                    "table " + name,
                    "Declare it otherwise, or write to where it comes from");
        }
        synchronized (open) {
            TableCollector known = open.get(name);
            if (known == null || !known.table().equals(table)) {
                try {
                    TableCollector made = new TableCollector(table, formats, clock, ids);
                    open.put(name, made);
                    if (known != null) {
                        known.close();
                    }
                    known = made;
                } catch (NotNativeException e) {
                    throw CollectRefusedException.of(
                            409, "CONFLICT", "Events cannot be sent to this table: " + e.what(), "table " + name, "");
                } catch (WeirException e) {
                    throw refused(e);
                }
            }
            return known;
        }
    }

    private CollectRefusedException noTable(String name) {
        return CollectRefusedException.of(
                404,
                "NOT_FOUND",
                "No pipeline reads a table " + name + " to which events can be sent",
                "table " + name,
                tables.names().isEmpty()
                        ? "Serve a pipeline that reads a table with 'connector' = 'kafka' or 'collect'"
                        : "There are " + String.join(", ", tables.names()));
    }

    private CompletableFuture<CollectAnswer> take(TableCollector table, CollectRequest request) {
        ScannedRecord.Body body =
                table.scan(request.body(), settings.recordsMax(), request.unknown() == CollectRequest.Unknown.REJECT);
        if (body.records().size() > settings.recordsMax()) {
            throw CollectRefusedException.of(
                    413,
                    "TOO_LARGE",
                    "There are more than " + settings.recordsMax() + " records",
                    "body",
                    "Send them in parts");
        }
        if (body.records().isEmpty()) {
            throw CollectRefusedException.of(
                    400, "BAD_REQUEST", "There is no record", "body", "Send a JSON object, an array, or lines of them");
        }
        checkRate(request, body.records().size());
        TableCollector.Checked checked =
                table.check(request.body(), body.records(), settings.recordBytesMax(), clock.currentTimeMillis());
        int rejectedCount = checked.rejected().size();
        statistics.rejected.add(rejectedCount);
        List<CollectAnswer.Rejected> shown = checked.rejected().subList(0, Math.min(rejectedCount, REJECTED_SHOWN_MAX));
        List<String> unknown = request.unknown() == CollectRequest.Unknown.IGNORE ? List.of() : body.unknownFields();
        boolean isRejected = rejectedCount > 0 && request.errors() == CollectRequest.Errors.ALL;
        if (isRejected || checked.records().isEmpty()) {
            return CompletableFuture.completedFuture(new CollectAnswer(0, shown, rejectedCount, unknown));
        }
        int accepted = checked.records().size();
        return table.target()
                .send(checked.records(), checked.keys())
                .handleAsync(
                        (unused, failure) -> {
                            if (failure != null) {
                                throw notSafe(failure);
                            }
                            statistics.accepted.add(accepted);
                            statistics.acceptedBytes.add(checked.bytes());
                            return new CollectAnswer(accepted, shown, rejectedCount, unknown);
                        },
                        answering);
    }

    private void checkRate(CollectRequest request, int records) {
        int wait = clients.take(request.client(), records);
        if (wait == 0) {
            wait = callers.take(request.caller(), records);
        }
        if (wait > 0) {
            throw CollectRefusedException.later(
                    429, "TOO_MANY", "Events arrive faster than is allowed", "table " + request.table(), wait);
        }
    }

    private CollectRefusedException notSafe(Throwable failure) {
        statistics.failed.increment();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WeirException known) {
            return refused(known);
        }
        throw new IllegalStateException("Records could not be made safe", cause);
    }

    private static CollectRefusedException refused(WeirException failure) {
        int status = failure.code() == ErrorCode.LIMIT_EXCEEDED ? 429 : 503;
        return CollectRefusedException.later(status, failure.code().name(), failure.what(), failure.where(), 1);
    }

    /** Takes nothing any more; what was answered is safe. */
    @Override
    public void close() {
        synchronized (open) {
            open.values().forEach(TableCollector::close);
            open.clear();
        }
        answering.shutdown();
    }
}
