package io.weir.cli;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.ServerOptions;
import io.weir.server.WeirServer;
import io.weir.server.http.HttpOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir serve PATH…}: runs all pipelines of a folder, and serves what comes out of them. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run all .sql files of a folder, with an HTTP API and a console; changed files are picked up.")
final class ServeCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;
    private static final long LOOK_MILLIS = 300;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "A folder with .sql files, or such a file.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The port; 0 for any (8080).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (127.0.0.1: this machine only).")
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = ".weir",
            description = "The folder, or s3://bucket/prefix, below which pipelines keep their epochs (.weir).")
    @SuppressWarnings("NullAway.Init")
    private String state;

    @Option(
            names = "--kafka",
            paramLabel = "embedded[:PORT]|HOST:PORT",
            description =
                    "Run all tables of Kafka on this broker, whatever they name; embedded: on one that is started here,"
                            + " for development.")
    private @Nullable String kafka;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "Let in only who shows a token of this file: lines 'ROLE TOKEN [NAME]' with the role read, write,"
                            + " admin or collect:TABLE; mode 600.")
    private @Nullable Path tokens;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "The certificate and its chain, PEM: speak HTTPS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key, PEM (PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description =
                    "Pages of this origin, such as https://shop.example, may send events and read; may be repeated.")
    private List<String> origins = List.of();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "The server is also called by this name, by a proxy for instance; may be repeated.")
    private List<String> hosts = List.of();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options = options();
        CountDownLatch stopped = new CountDownLatch(1);
        StopOnSignal signals = new StopOnSignal(stopped::countDown);
        try (ServeKafka broker = ServeKafka.open(kafka, state);
                WeirServer server = WeirServer.start(broker.added(options))) {
            broker.place().ifPresent(System.err::println);
            System.err.println("weir: serving at " + (certificate == null ? "http" : "https") + "://" + shownHost()
                    + ":" + server.port());
            PipelineLines lines = new PipelineLines(server.pipelines(), System.err);
            do {
                lines.look();
            } while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            signals.close();
        }
        return Main.EXIT_DONE;
    }

    private String shownHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private ServerOptions options() {
        if (port < 0 || port > PORT_MAX) {
            throw usage("--port " + port + " is no port", "Give a number from 0 to " + PORT_MAX);
        }
        return new ServerOptions(paths, http(), engine.runOptions(), engine.configuration(), Optional.of(state));
    }

    private HttpOptions http() {
        HttpOptions http = HttpOptions.at(host, port).withOrigins(origins).withHosts(hosts);
        if (tokens != null) {
            http = http.withTokens(tokens);
        }
        if (certificate != null && key != null) {
            return http.withTls(certificate, key);
        }
        if (certificate != null || key != null) {
            throw usage("TLS needs a certificate and its key", "Give both --tls-cert and --tls-key");
        }
        return http;
    }

    private static WeirException usage(String what, String hint) {
        return new WeirException(ErrorCode.USAGE, what, "", hint, null);
    }
}
