package io.weir.flink.cluster;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks with a cluster's JobManager through Flink's REST interface. */
public final class ClusterClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;
    private static final int WRONG = 400;
    private static final int UNKNOWN_CALLER = 401;
    private static final int FORBIDDEN = 403;
    private static final long POLL_MILLIS = 200;
    /** How many letters of an error page are shown. */
    private static final int WORDS_MAX = 200;

    private static final JsonMapper JSON = new JsonMapper();

    private final ClusterAddress address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    public ClusterClient(ClusterAddress address) {
        this.address = address;
    }

    /** What the cluster is. */
    public ClusterOverview overview() {
        JsonNode answer = get("/overview");
        if (!answer.has("flink-version")) {
            throw noCluster("", null);
        }
        return new ClusterOverview(
                answer.path("flink-version").asString(""),
                answer.path("taskmanagers").asInt(0),
                answer.path("slots-total").asInt(0),
                answer.path("slots-available").asInt(0));
    }

    /** All jobs that the cluster remembers, the newest first. */
    public List<ClusterJob> jobs() {
        List<ClusterJob> jobs = new ArrayList<>();
        JsonNode answer = get("/jobs/overview");
        if (!answer.path("jobs").isArray()) {
            throw noCluster("", null);
        }
        for (JsonNode job : answer.path("jobs")) {
            jobs.add(new ClusterJob(
                    job.path("jid").asString(""),
                    job.path("name").asString(""),
                    job.path("state").asString(""),
                    job.path("start-time").asLong(0),
                    job.path("duration").asLong(0),
                    job.path("tasks").path("total").asInt(0),
                    job.path("tasks").path("running").asInt(0)));
        }
        jobs.sort((a, b) -> Long.compare(b.startMillis(), a.startMillis()));
        return jobs;
    }

    /**
     * The job with this id, or the newest one of this name that runs.
     *
     * @throws WeirException if there is none
     */
    public ClusterJob job(String idOrName) {
        List<ClusterJob> jobs = jobs();
        Optional<ClusterJob> byId =
                jobs.stream().filter(job -> job.id().equals(idOrName)).findFirst();
        List<ClusterJob> byName =
                jobs.stream().filter(job -> job.name().equals(idOrName)).toList();
        return byId.or(() -> byName.stream().filter(job -> !job.hasEnded()).findFirst())
                .or(() -> byName.stream().findFirst())
                .orElseThrow(() -> new WeirException(
                        ErrorCode.USAGE,
                        "There is no job '" + idOrName + "' on the cluster at " + address,
                        "",
                        "`weir jobs --flink " + address + "` lists them",
                        null));
    }

    /** How a job does that runs. */
    public ClusterProgress progress(String id) {
        JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
        JsonNode counts = checkpoints.path("counts");
        JsonNode latest = checkpoints.path("latest").path("completed");
        return new ClusterProgress(
                counts.path("completed").asLong(0),
                counts.path("failed").asLong(0),
                latest.path("end_to_end_duration").asLong(0),
                latest.path("state_size").asLong(0),
                counts.path("restored").asLong(0));
    }

    /** How many checkpoints a job has completed; empty if the cluster keeps none for it. */
    OptionalLong checkpoints(String id) {
        HttpResponse<String> answer =
                exchange(request("/jobs/" + id + "/checkpoints").GET().build());
        return answer.statusCode() == NOT_FOUND
                ? OptionalLong.empty()
                : OptionalLong.of(read(checked(answer).body())
                        .path("counts")
                        .path("completed")
                        .asLong(0));
    }

    /** All attempts of all tasks of a job. What the cluster says of them is some seconds old. */
    List<ClusterAttempt> attempts(String id) {
        List<ClusterAttempt> attempts = new ArrayList<>();
        for (String vertex : vertices(id).keySet()) {
            String path = "/jobs/" + id + "/vertices/" + vertex;
            for (JsonNode newest : get(path).path("subtasks")) {
                String earlier = path + "/subtasks/" + newest.path("subtask").asInt(0) + "/attempts/";
                attempts.add(attempt(newest));
                for (int number = newest.path("attempt").asInt(0) - 1; number >= 0; number--) {
                    attempts.add(attempt(get(earlier + number)));
                }
            }
        }
        return attempts;
    }

    private static ClusterAttempt attempt(JsonNode answer) {
        JsonNode metrics = answer.path("metrics");
        boolean hasRun = answer.path("status-duration").path("RUNNING").asLong(0) > 0;
        // Of an attempt whose worker was lost nothing has come, which looks like nothing done.
        boolean isComplete = metrics.path("read-records-complete").asBoolean(false)
                && metrics.path("write-records-complete").asBoolean(false)
                && (!hasRun || millis(metrics) > 0);
        return new ClusterAttempt(
                answer.path("attempt").asInt(0),
                List.of("CANCELED", "FAILED", "FINISHED")
                        .contains(answer.path("status").asString("")),
                isComplete
                        ? OptionalLong.of(metrics.path("read-records").asLong(0)
                                + metrics.path("write-records").asLong(0))
                        : OptionalLong.empty());
    }

    /** What the time of an attempt went to, as far as it is known. */
    private static double millis(JsonNode metrics) {
        double sum = 0;
        for (String state : List.of("idle", "busy", "backpressured")) {
            double millis = metrics.path("accumulated-" + state + "-time").asDouble(0);
            sum += Double.isNaN(millis) ? 0 : millis;
        }
        return sum;
    }

    /** Whether a job has ended, by what the cluster shows of its tasks, which is some seconds old. */
    boolean isShownAsEnded(String id) {
        return List.of("CANCELED", "FAILED", "FINISHED")
                .contains(get("/jobs/" + id).path("state").asString(""));
    }

    /** The steps of a job's plan as the cluster chains them, by their ids, with their names. */
    Map<String, String> vertices(String id) {
        Map<String, String> vertices = new LinkedHashMap<>();
        for (JsonNode vertex : get("/jobs/" + id).path("vertices")) {
            vertices.put(vertex.path("id").asString(""), vertex.path("name").asString(""));
        }
        return vertices;
    }

    /** The names of all metrics of a step. */
    List<String> metrics(String id, String vertex) {
        List<String> names = new ArrayList<>();
        for (JsonNode metric : get("/jobs/" + id + "/vertices/" + vertex + "/metrics")) {
            names.add(metric.path("id").asString(""));
        }
        return names;
    }

    /** Why a job failed, in the words of the cluster; empty if it did not. */
    public Optional<String> failure(String id) {
        for (JsonNode entry :
                get("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries")) {
            String trace = entry.path("stacktrace").asString("");
            if (!trace.isBlank()) {
                return Optional.of(trace);
            }
        }
        return Optional.empty();
    }

    /** Has a job end at once; what it has not committed is lost. */
    public void cancel(String id) {
        send(request("/jobs/" + id + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
    }

    /** Waits until a job has ended; false if it does not. */
    public boolean awaitEnd(String id) throws InterruptedException {
        long end = System.nanoTime() + END_LIMIT.toNanos();
        while (!job(id).hasEnded()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /**
     * Stops a job behind a savepoint, and waits for both.
     *
     * @param folder where the savepoint goes; empty for the cluster's own
     * @return where the savepoint is
     */
    public String stop(String id, Optional<String> folder, boolean drains) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("drain", drains);
        folder.ifPresent(place -> body.put("targetDirectory", place));
        return savepoint(id, "/jobs/" + id + "/stop", body);
    }

    /** Takes a savepoint of a job that goes on; see {@link #stop}. */
    public String savepoint(String id, Optional<String> folder) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("cancel-job", false);
        folder.ifPresent(place -> body.put("target-directory", place));
        return savepoint(id, "/jobs/" + id + "/savepoints", body);
    }

    private String savepoint(String id, String path, ObjectNode body) throws InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
        String trigger = read(send(request)).path("request-id").asString("");
        while (true) {
            JsonNode status = get("/jobs/" + id + "/savepoints/" + trigger);
            if (status.path("status").path("id").asString("").equals("COMPLETED")) {
                JsonNode operation = status.path("operation");
                if (operation.has("failure-cause")) {
                    throw new WeirException(
                            ErrorCode.RUN_FAILED,
                            "The cluster could not take the savepoint: "
                                    + rootCause(operation
                                            .path("failure-cause")
                                            .path("stack-trace")
                                            .asString("")),
                            "job " + id,
                            "Its logs say more: `weir logs " + id + " --flink " + address + "`",
                            null);
                }
                return operation.path("location").asString("");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The logs of JobManager and TaskManagers, by their names. */
    public Map<String, String> logs() {
        Map<String, String> logs = new LinkedHashMap<>();
        logs.put("jobmanager", text("/jobmanager/log"));
        for (JsonNode worker : get("/taskmanagers").path("taskmanagers")) {
            String id = worker.path("id").asString("");
            logs.put("taskmanager " + id, text("/taskmanagers/" + id + "/log"));
        }
        return logs;
    }

    /** The last cause in a stack trace: its message, which is what really happened. */
    public static String rootCause(String trace) {
        String cause = trace.strip();
        int last = cause.lastIndexOf("Caused by: ");
        if (last >= 0) {
            cause = cause.substring(last + "Caused by: ".length());
        }
        return cause.lines()
                .takeWhile(line -> !line.startsWith("\tat "))
                .reduce("", (a, b) -> a + " " + b.strip())
                .strip();
    }

    // ---- requests
    // ------------------------------------------------------------------------------------------------------

    private JsonNode get(String path) {
        return read(send(request(path).GET()));
    }

    private String text(String path) {
        HttpResponse<String> answer = exchange(request(path).GET().build());
        return answer.statusCode() == NOT_FOUND
                ? "(it keeps no log file)\n"
                : checked(answer).body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER_LIMIT);
        address.headers().forEach(request::header);
        return request;
    }

    private String send(HttpRequest.Builder request) {
        return checked(exchange(request.build())).body();
    }

    private HttpResponse<String> checked(HttpResponse<String> answer) {
        if (answer.statusCode() == UNKNOWN_CALLER || answer.statusCode() == FORBIDDEN) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "What stands before the cluster at " + address + " lets nobody in without leave ("
                            + answer.statusCode() + ")",
                    "--header",
                    "Say who asks: --header 'Authorization: Bearer …'",
                    null);
        }
        if (answer.statusCode() == NOT_FOUND && !answer.body().contains("\"errors\"")) {
            throw noCluster(": it has no page " + answer.uri().getPath(), null);
        }
        if (answer.statusCode() >= WRONG) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "The cluster at " + address + " refuses (" + answer.statusCode() + "): " + errors(answer.body()),
                    answer.uri().getPath(),
                    "",
                    null);
        }
        return answer;
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "There is no Flink cluster at " + address + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                    "--flink",
                    "Give the address of a JobManager's REST interface, such as http://localhost:8081",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirException(ErrorCode.CANCELLED, "Interrupted while the cluster was asked", "", "", e);
        }
    }

    private JsonNode read(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (JacksonException e) {
            throw noCluster(": it does not speak JSON", e);
        }
    }

    private WeirException noCluster(String why, @Nullable Exception cause) {
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "What answers at " + address + " is no Flink cluster" + why,
                "--flink",
                "Give the address of a JobManager's REST interface",
                cause);
    }

    /** The messages in an answer of Flink's, without their stack traces; of another's, such as a page, its begin. */
    private static String errors(String body) {
        try {
            List<String> messages = new ArrayList<>();
            for (JsonNode error : JSON.readTree(body).path("errors")) {
                messages.add(rootCause(error.asString("")));
            }
            return messages.isEmpty() ? begin(body) : String.join("; ", messages);
        } catch (JacksonException e) {
            return begin(body);
        }
    }

    /** The first words of a text, without the tags of HTML. */
    private static String begin(String text) {
        String words = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return words.length() <= WORDS_MAX ? words : words.substring(0, WORDS_MAX) + " …";
    }
}
