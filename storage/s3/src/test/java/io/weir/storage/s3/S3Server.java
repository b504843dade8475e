package io.weir.storage.s3;

import io.weir.testing.kit.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that speaks S3, in a process of its own, with one bucket. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "weir";
    private static final Path JAR = Path.of("target/server/s3mock.jar");
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final Path log;

    S3Server(Path folder) throws IOException, InterruptedException {
        port = Ports.free();
        log = folder.resolve("server.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--server.port=0",
                        "--http.port=" + port,
                        "--vectors.http.port=0",
                        "--vectors.https.port=0",
                        "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET,
                        "--com.adobe.testing.s3mock.max-payload-size=100MB"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(new File(folder.toString()))
                .start();
        await();
    }

    private void await() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint() + "/" + BUCKET + "?list-type=2"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("The server has ended:\n" + Files.readString(log));
            }
            try {
                if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        close();
        throw new IOException("The server does not answer:\n" + Files.readString(log));
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    Map<String, String> configuration() {
        return Map.of(
                S3StorageFactory.ENDPOINT_KEY,
                endpoint(),
                S3StorageFactory.ACCESS_KEY_KEY,
                "key",
                S3StorageFactory.SECRET_KEY_KEY,
                "secret");
    }

    S3Storage storage(String prefix) {
        return (S3Storage) new S3StorageFactory().open("s3://" + BUCKET + "/" + prefix, configuration());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
