package io.weir.testing.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in processes of its own, with its data in a temporary directory. It keeps what is committed, also
 * when it is {@link #kill() killed}; {@link #start() starts} again on the same port.
 *
 * <p>PostgreSQL refuses to run as root; as root the library starts it in a user namespace of its own.
 */
public final class PostgresServer implements AutoCloseable {
    private static final long STOP_LIMIT_SECONDS = 30;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path directory;
    private final int port;
    private final Thread hook;
    private @Nullable EmbeddedPostgres running;

    private PostgresServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        hook = new Thread(this::close, "postgres-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A server of one's own, started. */
    public static PostgresServer create() {
        try {
            PostgresServer server = new PostgresServer(Files.createTempDirectory("weir-postgres-"), Ports.free());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    /** The server that all tests in this JVM share; started by the first call, stopped with the JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = create();
    }

    /** Starts it again after {@link #kill} or {@link #stop}. */
    public void start() {
        if (running != null) {
            return;
        }
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setOutputRedirector(log())
                    .setErrorRedirector(log())
                    // What was answered must be there after a kill.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    private ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile());
    }

    /** Where clients connect; the user postgres may do everything, and needs no password. */
    public String url() {
        return url("postgres");
    }

    /** Where clients connect to a certain database. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** A new connection for statements of the test's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** A name that no other table has. */
    public static String newName(String stem) {
        return stem + "_" + NAMES.incrementAndGet();
    }

    /** Runs statements. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                boolean unused = statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements) + ": " + e.getMessage(), e);
        }
    }

    /** The rows of a query, each as its values separated by commas. */
    public List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.append(i == 1 ? "" : ",").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
        return rows;
    }

    /** The process that listens for clients; its children end when it does. */
    public ProcessHandle process() {
        try {
            String pid = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a loss of power would: nothing is finished, nobody is told. */
    public void kill() {
        ProcessHandle process = process();
        boolean unused = process.destroyForcibly();
        try {
            process.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not die", e);
        }
        awaitChildren();
        // Nothing is left to be stopped; the library gives its lock on the data back.
        stop();
    }

    /** A new server cannot start before the last of the old one's processes has gone. */
    private void awaitChildren() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_LIMIT_SECONDS);
        String data = directory.resolve("data").toString();
        while (ProcessHandle.allProcesses()
                        .anyMatch(process ->
                                process.info().commandLine().orElse("").contains(data))
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Ends it in good order; what is running is taken back. */
    public void stop() {
        EmbeddedPostgres current = running;
        running = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        stop();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options of a table in this database. */
    public Map<String, String> options(String table) {
        return Map.of("connector", "jdbc", "url", url(), "table-name", table);
    }
}
