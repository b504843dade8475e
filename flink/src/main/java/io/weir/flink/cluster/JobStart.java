package io.weir.flink.cluster;

import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.TableSourceScanNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first minutes of a job on a cluster: waits until it runs, and takes it away if it does not.
 *
 * <p><b>Failure.</b> A cluster that does not answer for a while is asked again. A job is only said to be gone if the
 * cluster has said that it has ended, and that it has completed no checkpoint; in all other cases there is a
 * {@link JobLeftException}.
 */
final class JobStart {
    private static final long POLL_MILLIS = 200;

    private final ClusterClient client;
    private final ClusterAddress address;
    private final String id;
    private final CompiledPlan plan;
    private final boolean isRestored;
    private final Limits limits;

    /**
     * How long to wait.
     *
     * @param start until all tasks run
     * @param sources until the sources of a job that runs have found what they read
     * @param reason until the cluster says why a job failed
     * @param silence until an answer comes of a cluster that gives none, or only errors
     * @param end until a job that is cancelled has ended
     */
    record Limits(Duration start, Duration sources, Duration reason, Duration silence, Duration end) {
        static final Limits USUAL = new Limits(
                Duration.ofMinutes(2),
                Duration.ofSeconds(90),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2));
    }

    /** @param isRestored whether the job goes on from a savepoint */
    JobStart(
            ClusterClient client,
            ClusterAddress address,
            String id,
            CompiledPlan plan,
            boolean isRestored,
            Limits limits) {
        this.client = client;
        this.address = address;
        this.id = id;
        this.plan = plan;
        this.isRestored = isRestored;
        this.limits = limits;
    }

    /**
     * Waits until the job runs.
     *
     * @return its state
     * @throws WeirException if it does not, and was taken away
     * @throws JobLeftException if it does not, and something of it is there, or may be
     */
    String await() throws InterruptedException {
        boolean isDecided;
        ClusterJob job;
        try {
            isDecided = awaitStart();
            job = job();
            if (isDecided && hasBegun(job)) {
                job = awaitSources(job);
            }
        } catch (InterruptedException | RuntimeException e) {
            boolean isInterrupted = Thread.interrupted();
            takeAway(e);
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
        if (!isDecided || fails(job) || (job.hasEnded() && !job.state().equals("FINISHED"))) {
            throw failed(isDecided);
        }
        return job.state();
    }

    /**
     * Makes sure that a job which could not be sent is not there all the same.
     *
     * @param why it could not be sent
     * @throws JobLeftException if that cannot be made sure
     */
    void takeBack(RuntimeException why) throws InterruptedException {
        boolean isThere;
        try {
            isThere =
                    asked(() -> client.jobs().stream().anyMatch(job -> job.id().equals(id)));
        } catch (WeirException e) {
            throw unknown(e);
        }
        if (isThere) {
            takeAway(why);
        }
    }

    private ClusterJob job() throws InterruptedException {
        return asked(() -> client.job(id));
    }

    private boolean awaitStart() throws InterruptedException {
        return waited(limits.start(), () -> {
            ClusterJob job = client.job(id);
            return fails(job) || job.hasEnded() || runs(job);
        });
    }

    /**
     * Waits until every source of Kafka has its partitions: tasks run before that, also where no broker can be reached.
     * A cluster that says nothing of them is believed.
     *
     * @return the job as it is then, or as it was when it failed
     */
    private ClusterJob awaitSources(ClusterJob begun) throws InterruptedException {
        if (plan.nodes().stream().noneMatch(JobStart::readsKafka)) {
            return begun;
        }
        List<String> waiting = new ArrayList<>();
        asked(() -> client.vertices(id)).forEach((vertex, name) -> {
            if (name.contains("Source:")) {
                waiting.add(vertex);
            }
        });
        ClusterJob[] last = {begun};
        boolean unused = waited(limits.sources(), () -> {
            ClusterJob job = client.job(id);
            last[0] = job;
            if (fails(job) || job.hasEnded()) {
                return true;
            }
            waiting.removeIf(vertex ->
                    client.metrics(id, vertex).stream().anyMatch(metric -> metric.contains("KafkaSourceReader.topic")));
            return waiting.isEmpty();
        });
        return last[0];
    }

    private static boolean readsKafka(PlanNode node) {
        return node instanceof TableSourceScanNode scan
                && scan.table().connector().endsWith("kafka");
    }

    private static boolean hasBegun(ClusterJob job) {
        return runs(job) || job.state().equals("FINISHED");
    }

    private static boolean runs(ClusterJob job) {
        return job.state().equals("RUNNING") && job.runningTasks() == job.tasks() && job.tasks() > 0;
    }

    private static boolean fails(ClusterJob job) {
        return switch (job.state()) {
            case "FAILING", "RESTARTING", "FAILED" -> true;
            default -> false;
        };
    }

    /** Takes a job away that does not run, and says why; one that has committed something stays. */
    private WeirException failed(boolean isDecided) throws InterruptedException {
        checkCommitted(isDecided);
        if (!end()) {
            throw unknown(null);
        }
        String why = why(isDecided);
        checkCommitted(isDecided);
        return new WeirException(
                ErrorCode.RUN_FAILED,
                isDecided
                        ? "The job fails on the cluster: " + why
                        : "The job does not begin on the cluster within "
                                + limits.start().toSeconds() + " s" + (why.isEmpty() ? "" : ": " + why),
                where(),
                "It was taken away again. The cluster's logs say more: `weir logs --flink " + address + "`",
                null);
    }

    private String why(boolean isDecided) throws InterruptedException {
        Optional<String> trace = Optional.empty();
        try {
            if (isDecided) {
                // What a JobManager says of a job is some seconds old.
                boolean unused =
                        waited(limits.reason(), () -> client.failure(id).isPresent());
            }
            trace = asked(() -> client.failure(id));
        } catch (WeirException e) {
            // The reason is not worth more than to know that the job is gone.
        }
        return trace.map(text -> ClusterClient.rootCause(text) + ClusterChecks.question(text, plan))
                .orElse(isDecided ? "the cluster does not say why" : "");
    }

    /** Takes the job away after a failure of ours. */
    private void takeAway(Exception failure) throws InterruptedException {
        if (!end()) {
            throw unknown(failure);
        }
        checkCommitted(true);
    }

    /** Results that are committed cannot be taken away with the job, and its checkpoints are needed to go on. */
    private void checkCommitted(boolean isDecided) throws InterruptedException {
        long checkpoints;
        ClusterJob job;
        boolean isCommitted;
        try {
            OptionalLong found = asked(() -> client.checkpoints(id));
            checkpoints = found.orElse(0);
            job = job();
            isCommitted = job.state().equals("FINISHED") || (checkpoints > 0 && !hasOnlyWaited(job.hasEnded()));
        } catch (WeirException e) {
            throw unknown(e);
        }
        if (isCommitted) {
            throw new JobLeftException(
                    "The job has committed results on the cluster (checkpoints: " + checkpoints + "), and now is "
                            + job.state() + ": " + why(isDecided),
                    where(),
                    "It was left there. `weir logs --flink " + address + "` says more; it goes on by itself once the"
                            + " reason is gone, if it has not ended",
                    null);
        }
    }

    /**
     * Whether a job that reads nothing but Kafka never came to a row: also while it waits for brokers that it cannot
     * reach it completes checkpoints, with nothing in them. Not asked of one that goes on from a savepoint, which may
     * have results without a row read.
     *
     * @param hasEnded whether the job has; of one that has not, the newest attempt may read yet, and it is to be asked
     *     again when it has ended
     */
    private boolean hasOnlyWaited(boolean hasEnded) throws InterruptedException {
        List<PlanNode> sources =
                plan.nodes().stream().filter(node -> node.inputs().isEmpty()).toList();
        if (sources.isEmpty() || !sources.stream().allMatch(JobStart::readsKafka) || isRestored) {
            return false;
        }
        List<ClusterAttempt> attempts = new ArrayList<>();
        boolean isKnown = waited(limits.reason(), () -> {
            attempts.clear();
            if (hasEnded && !client.isShownAsEnded(id)) {
                return false;
            }
            attempts.addAll(client.attempts(id));
            return attempts.stream().allMatch(attempt -> attempt.hasEnded() || (!hasEnded && attempt.number() > 0));
        });
        return isKnown && attempts.stream().allMatch(attempt -> attempt.rows().orElse(attempt.hasEnded() ? 1 : 0) == 0);
    }

    /** Has the job cancelled until the cluster says that it has ended; false if it does not say so. */
    private boolean end() throws InterruptedException {
        long end = System.nanoTime() + limits.end().toNanos();
        while (true) {
            try {
                String state = client.job(id).state();
                if (List.of("FINISHED", "CANCELED", "FAILED").contains(state)) {
                    return true;
                }
                if (!state.equals("CANCELLING")) {
                    client.cancel(id);
                }
            } catch (WeirException e) {
                refuseInterrupted(e);
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private JobLeftException unknown(@Nullable Throwable cause) {
        return new JobLeftException(
                "It is not known whether the job runs on the cluster: "
                        + (cause == null ? "it was cancelled, and does not end" : cause.getMessage()),
                where(),
                "Look with `weir jobs --flink " + address + "`; if it is there, it may stay, or be stopped with"
                        + " `weir stop " + id + " --cancel --flink " + address + "`",
                cause);
    }

    private String where() {
        return "job " + id + " at " + address;
    }

    /** Asks again for a while if there is no answer. */
    private <T> T asked(Supplier<T> question) throws InterruptedException {
        long end = System.nanoTime() + limits.silence().toNanos();
        while (true) {
            try {
                return question.get();
            } catch (WeirException e) {
                refuseInterrupted(e);
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits until a condition holds, which may go without an answer for a while; whether it holds. */
    private boolean waited(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!asked(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private static void refuseInterrupted(WeirException failure) {
        if (failure.code() == ErrorCode.CANCELLED) {
            throw failure;
        }
    }
}
