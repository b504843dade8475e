package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was answered with 202 is there once, however often the server is killed. */
@Timeout(value = 240)
class CollectProcessTest {
    private static final int ROUNDS = 3;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<Long> accepted = new HashSet<>();
    private long nextId;
    private int port;

    private Process serve() throws IOException {
        ServingProcess server = ServingProcess.start(
                "serve",
                folder.resolve("pipelines").toString(),
                "--port",
                "0",
                "--parallelism",
                "1",
                "--state",
                folder.resolve("state").toString());
        port = server.port();
        return server.process();
    }

    /** Sends some events in one request; what becomes of them if the server dies meanwhile nobody knows. */
    private int send(int count) throws InterruptedException {
        StringBuilder body = new StringBuilder();
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(nextId);
            body.append("{\"id\":").append(nextId++).append("}\n");
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/collect/events");
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                accepted.addAll(ids);
            }
            return answer.statusCode();
        } catch (IOException e) {
            // The server was killed.
            return 0;
        }
    }

    /** What the server says of the pipeline. */
    private String status() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/pipelines/keep");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatWasAcceptedIsThereOnce() throws Exception {
        Path out = folder.resolve("out");
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("pipelines").resolve("keep.sql"), """
                SET 'execution.checkpointing.interval' = '300 ms';
                CREATE TABLE events (id BIGINT NOT NULL) WITH ('connector' = 'collect');
                CREATE TABLE kept (id BIGINT) WITH (
                  'connector' = 'filesystem', 'path' = '%s', 'format' = 'json',
                  'sink.rolling-policy.rollover-interval' = '1 s', 'sink.rolling-policy.check-interval' = '200 ms');
                INSERT INTO kept SELECT id FROM events;
                """.formatted(out));
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            Process server = serve();
            long start = System.nanoTime();
            while (send(1 + random.nextInt(20)) != 202) {
                assertThat(System.nanoTime() - start).isLessThan(LIMIT_NANOS);
                Thread.sleep(50);
            }
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(1500));
            Thread killer = new Thread(() -> {
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                server.destroyForcibly();
            });
            killer.start();
            while (server.isAlive()) {
                send(1 + random.nextInt(20));
            }
            killer.join();
            server.waitFor();
        }

        Process last = serve();
        try {
            long start = System.nanoTime();
            while (!kept(out).containsAll(accepted)) {
                assertThat(System.nanoTime() - start)
                        .as("%d of %d, %s", kept(out).size(), accepted.size(), status())
                        .isLessThan(LIMIT_NANOS);
                Thread.sleep(100);
            }
        } finally {
            last.destroyForcibly().waitFor();
        }
        assertThat(accepted).hasSizeGreaterThan(100);
        assertThat(kept(out)).doesNotHaveDuplicates();
    }

    /** The ids in the files that are committed. */
    private static List<Long> kept(Path out) {
        List<Long> ids = new ArrayList<>();
        if (!Files.isDirectory(out)) {
            return ids;
        }
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(
                            path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Matcher found = ID.matcher(Files.readString(file));
                while (found.find()) {
                    ids.add(Long.parseLong(found.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }
}
