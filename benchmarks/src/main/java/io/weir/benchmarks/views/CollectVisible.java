package io.weir.benchmarks.views;

import io.weir.benchmarks.epochs.SavedPipeline;
import io.weir.library.run.RunOptions;
import io.weir.server.ServerOptions;
import io.weir.server.WeirServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from a POST to the changed row on the stream of a view that has no window, at 10,000 events a
 * second: from before the request is sent until the row that counts it has been read, over HTTP at both ends.
 */
public final class CollectVisible {
    private static final int POSTS_PER_SECOND = 100;
    private static final int EVENTS_PER_POST = 100;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 15;
    private static final int PAGES = 20;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern ROW = Pattern.compile("\"page\":\"p(\\d+)\",\"newest\":(\\d+)");

    private static final String SQL = """
            SET 'execution.checkpointing.interval' = '1 s';
            SET 'weir.delivery' = '%s';
            CREATE TABLE clicks (page STRING, number BIGINT) WITH ('connector' = 'collect');
            CREATE TABLE pages (page STRING, newest BIGINT, events BIGINT, PRIMARY KEY (page) NOT ENFORCED)
              WITH ('connector' = 'view', 'visibility' = '%s');
            INSERT INTO pages SELECT page, MAX(number) AS newest, COUNT(*) AS events FROM clicks GROUP BY page;
            """;

    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param folder where the server keeps what it has, while it runs */
    public CollectVisible(Path folder) {
        this.folder = folder;
    }

    /** Measures each way and gives a table. */
    public String run() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "collect-visible: %d events/s in posts of %d, from POST to changed row, %d s each%n%n"
                        + "%-36s %9s %9s %9s%n",
                POSTS_PER_SECOND * EVENTS_PER_POST,
                EVENTS_PER_POST,
                SECONDS,
                "",
                "p50 ms",
                "p99 ms",
                "max ms"));
        for (String[] way : new String[][] {
            {"epochs of 1 s, visible with the epoch", "exactly-once", "epoch"},
            {"epochs of 1 s, visible at once", "exactly-once", "immediate"},
            {"no epochs, visible at once", "at-most-once", "immediate"}
        }) {
            double[] millis = once(way[1], way[2]);
            text.append(String.format(
                    Locale.ROOT,
                    "%-36s %9.1f %9.1f %9.1f%n",
                    way[0],
                    millis[millis.length / 2],
                    millis[(int) (millis.length * 0.99)],
                    millis[millis.length - 1]));
        }
        return text.toString();
    }

    /** The latencies of one way, sorted. */
    private double[] once(String delivery, String visibility) throws IOException, InterruptedException {
        SavedPipeline.delete(folder);
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("pages.sql"), SQL.formatted(delivery, visibility));
        try (WeirServer server = WeirServer.start(ServerOptions.of(0, pipelines)
                .withState(folder.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(1)))) {
            String api = "http://127.0.0.1:" + server.port() + "/api/v1";
            post(api, 0, 1);
            return measure(api);
        } finally {
            SavedPipeline.delete(folder);
        }
    }

    /** Posts once, until the pipeline has started and takes it. */
    private void post(String api, long first, int count) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (client.send(request(api, first, count), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                != 202) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException("The pipeline does not start");
            }
            Thread.sleep(100);
        }
    }

    private static HttpRequest request(String api, long first, int count) {
        StringBuilder body = new StringBuilder();
        for (long number = first; number < first + count; number++) {
            body.append("{\"page\":\"p")
                    .append(number % PAGES)
                    .append("\",\"number\":")
                    .append(number)
                    .append("}\n");
        }
        return HttpRequest.newBuilder(URI.create(api + "/collect/clicks"))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private double[] measure(String api) throws IOException, InterruptedException {
        // The last event of each post, by its number: when it was sent.
        ConcurrentHashMap<Long, Long> waiting = new ConcurrentHashMap<>();
        List<Double> millis = new ArrayList<>();
        LongAdder refused = new LongAdder();
        Thread reader = new Thread(() -> read(api, waiting, millis), "collect-visible-reader");
        reader.setDaemon(true);
        reader.start();
        long start = System.nanoTime();
        int posts = (WARM_UP_SECONDS + SECONDS) * POSTS_PER_SECOND;
        for (int i = 0; i < posts; i++) {
            long due = start + i * (TimeUnit.SECONDS.toNanos(1) / POSTS_PER_SECOND);
            while (System.nanoTime() < due) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            }
            long first = 1 + (long) i * EVENTS_PER_POST;
            HttpRequest request = request(api, first, EVENTS_PER_POST);
            if (i >= WARM_UP_SECONDS * POSTS_PER_SECOND) {
                // Not from when it could be sent, but from when it should have been.
                waiting.put(first + EVENTS_PER_POST - 1, due);
            }
            CompletableFuture<Void> unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((answer, failure) -> {
                        refused.add(failure == null && answer.statusCode() == 202 ? 0 : 1);
                        return null;
                    });
        }
        long end = System.nanoTime();
        while (!waiting.isEmpty()) {
            if (System.nanoTime() - end > LIMIT_NANOS || refused.sum() > 0) {
                throw new IllegalStateException(waiting.size() + " posts were never seen, " + refused + " refused");
            }
            Thread.sleep(10);
        }
        synchronized (millis) {
            double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private void read(String api, ConcurrentHashMap<Long, Long> waiting, List<Double> millis) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/views/pages/changes"))
                    .build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long now = System.nanoTime();
                Matcher row = ROW.matcher(line);
                while (row.find()) {
                    long page = Long.parseLong(row.group(1));
                    long newest = Long.parseLong(row.group(2));
                    waiting.forEach((number, sent) -> {
                        if (number % PAGES == page && number <= newest && waiting.remove(number, sent)) {
                            synchronized (millis) {
                                millis.add((now - sent) / 1e6);
                            }
                        }
                    });
                }
            }
        } catch (IOException e) {
            // The server has been closed.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
