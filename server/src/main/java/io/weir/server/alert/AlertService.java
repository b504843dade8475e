package io.weir.server.alert;

import io.weir.connector.alert.AlertChange;
import io.weir.connector.alert.AlertListener;
import io.weir.connector.alert.AlertTable;
import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertBook;
import io.weir.server.alert.book.AlertState;
import io.weir.server.alert.book.Matchers;
import io.weir.server.alert.book.Silence;
import io.weir.server.alert.route.Notifier;
import io.weir.server.alert.route.RouteStatus;
import io.weir.server.alert.route.Routing;
import io.weir.server.health.HealthEvaluator;
import io.weir.server.health.HealthInput;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthRow;
import io.weir.server.health.HealthRule;
import io.weir.server.health.ProcessHealth;
import io.weir.server.runbook.Runbooks;
import io.weir.server.store.KeptFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the rules every few seconds, keeps the book of alerts, and hands what is to be told to the routes. Nothing
 * of it waits for a receiver.
 */
public final class AlertService implements AlertListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertService.class);
    private static final long TELL_MILLIS = 1000;
    private static final long LEARNED_MILLIS = 60_000;
    private static final HealthInput NOTHING = new HealthInput(ProcessHealth.UNKNOWN, List.of());

    private final AlertOptions options;
    private final Clock clock;
    private final HealthEvaluator evaluator;
    private final AlertBook book = new AlertBook(Runbooks::of);
    private final Routing routing;
    private final KeptFile<AlertFile.Content> file;
    private final BaselineFile baselines;
    private final ScheduledExecutorService scheduler;
    private volatile Supplier<HealthInput> numbers = () -> NOTHING;
    private volatile String url = "";

    private List<HealthReading> readings = List.of();
    /** When the rules are to be evaluated again. */
    private long evaluateMillis = Long.MIN_VALUE;

    private long savedRevision;
    private long savedLearned;
    private long savedLearnedMillis;
    /** Why the book could not be kept last, "" if it could. */
    private String saveFailure = "";

    /** Makes a service that knows what was there before; {@link #start} makes it go. */
    public AlertService(AlertOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        evaluator = new HealthEvaluator(options.health());
        routing = new Routing(options.routes(), clock);
        file = AlertFile.in(options.folder());
        baselines = new BaselineFile(options.folder());
        evaluator.restore(baselines.load(clock.currentTimeMillis()));
        file.load().ifPresent(this::restore);
        savedRevision = revision();
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "weir-alerts");
            made.setDaemon(true);
            return made;
        });
    }

    private void restore(AlertFile.Content content) {
        List<Alert> alerts = content.alerts().stream().map(AlertFile::alert).toList();
        book.restore(alerts, content.silences().stream().map(AlertFile::silence).toList());
        for (Alert alert : alerts) {
            if (!alert.isRaised() && alert.state().isActive()) {
                HealthRule.of(alert.name()).stream()
                        .flatMap(rule -> rule.measures().stream())
                        .filter(measure -> measure.key().equals(alert.key()))
                        .forEach(measure -> evaluator.restore(alert.pipeline(), measure, alert.sinceMillis()));
            }
        }
        content.told().forEach((route, told) -> {
            Map<String, Notifier.Told> before = new HashMap<>();
            told.forEach((id, one) -> before.put(id, AlertFile.told(one)));
            routing.restore(route, before);
        });
    }

    /**
     * Begins to evaluate.
     *
     * @param input the numbers of the moment
     * @param serverUrl where the server is, unless that is configured
     */
    public void start(Supplier<HealthInput> input, String serverUrl) {
        numbers(input);
        url = options.url().isEmpty() ? serverUrl : options.url();
        ScheduledFuture<?> unused =
                scheduler.scheduleWithFixedDelay(this::run, TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Where the numbers come from; a test steps by hand then. */
    void numbers(Supplier<HealthInput> input) {
        numbers = input;
        url = options.url();
    }

    private void run() {
        try {
            step();
        } catch (RuntimeException e) {
            // A step that fails is not the last one.
            LOG.warn("Alerts could not be evaluated", e);
        }
    }

    /** What is due now: rules, alerts that end with time, notifications. */
    void step() {
        long now = clock.currentTimeMillis();
        if (now >= evaluateMillis) {
            // The numbers are taken without the lock: whoever gives them may take a while.
            HealthInput input = numbers.get();
            synchronized (this) {
                evaluateMillis = now + options.intervalMillis();
                readings = evaluator.evaluate(now, input);
                book.update(now, readings);
                keepLearned(now);
            }
        }
        synchronized (this) {
            book.expire(now);
            routing.tell(now, book.alerts(), alert -> book.isSilenced(alert, now), url);
            try {
                save();
            } catch (WeirException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(saveFailure)) {
                    LOG.warn("{}", why);
                }
                saveFailure = why;
            }
        }
    }

    /** What is usual changes slowly; a minute of it may be lost. */
    private void keepLearned(long now) {
        long learned = evaluator.learnedCount();
        if (learned != savedLearned && now - savedLearnedMillis >= LEARNED_MILLIS) {
            saveLearned(now, learned);
        }
    }

    private void saveLearned(long now, long learned) {
        baselines.save(now, evaluator.learned());
        savedLearned = learned;
        savedLearnedMillis = now;
    }

    private long revision() {
        return book.revision() + routing.revision();
    }

    private void save() {
        long revision = revision();
        if (revision == savedRevision) {
            return;
        }
        Map<String, Map<String, AlertFile.SavedTold>> told = new LinkedHashMap<>();
        routing.told().forEach((route, alerts) -> {
            Map<String, AlertFile.SavedTold> ofRoute = new LinkedHashMap<>();
            alerts.forEach((id, one) -> ofRoute.put(id, AlertFile.saved(one)));
            told.put(route, ofRoute);
        });
        file.save(new AlertFile.Content(
                book.alerts().stream()
                        .filter(alert -> alert.state() != AlertState.PENDING)
                        .map(AlertFile::saved)
                        .toList(),
                book.silences().stream().map(AlertFile::saved).toList(),
                told));
        savedRevision = revision;
        saveFailure = "";
    }

    /** Takes what a pipeline raises; kept when this returns. */
    @Override
    public synchronized void accept(AlertTable table, List<AlertChange> changes) {
        book.accept(clock.currentTimeMillis(), table.pipeline(), table, changes);
        save();
    }

    /** The rows of the health table. */
    public synchronized List<HealthRow> health() {
        return HealthRow.of(readings);
    }

    /** All alerts, the worst first. */
    public synchronized List<Alert> alerts() {
        return book.alerts();
    }

    /** All silences that hold. */
    public synchronized List<Silence> silences() {
        return book.silences();
    }

    /** How the routes do. */
    public List<RouteStatus> routes() {
        return routing.status();
    }

    /** Why alerts are not kept on disk, "" if they are. */
    public synchronized String saveFailure() {
        return saveFailure;
    }

    /** Somebody takes an alert on; empty if it is not there or does not fire. */
    public synchronized Optional<Alert> acknowledge(String id) {
        Optional<Alert> alert = book.acknowledge(clock.currentTimeMillis(), id);
        save();
        return alert;
    }

    /** Nobody is to be told of these alerts for a while. */
    public synchronized Silence silence(Matchers matchers, long millis, String comment) {
        Silence silence = book.silence(clock.currentTimeMillis(), matchers, millis, comment);
        save();
        return silence;
    }

    /** Ends a silence; false if there is none of this id. */
    public synchronized boolean endSilence(String id) {
        boolean isKnown = book.endSilence(id);
        save();
        return isKnown;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        synchronized (this) {
            if (evaluator.learnedCount() != savedLearned) {
                saveLearned(clock.currentTimeMillis(), evaluator.learnedCount());
            }
        }
        routing.close();
    }
}
