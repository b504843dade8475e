package io.weir.testing.kit;

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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real MariaDB in a process of its own, of the programs that the machine has: Debian's packages mariadb-server-core
 * and mariadb-client-core. There are none in Maven Central that are up to date.
 */
public final class MariaDbServer implements AutoCloseable {
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_LIMIT_SECONDS = 30;
    /** The driver asks for it otherwise. */
    private static final String NO_TLS = "?sslMode=disable";

    private static final String[] FOLDERS = {"/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"};

    private final Process process;
    private final Path directory;
    private final int port;

    private MariaDbServer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "mariadb-stop"));
    }

    /** The server that all tests in this JVM share, if its programs are there. */
    public static Optional<MariaDbServer> shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final Optional<MariaDbServer> SERVER = start();
    }

    private static Optional<Path> program(String name) {
        return Stream.of(FOLDERS)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<MariaDbServer> start() {
        Optional<Path> server = program("mariadbd");
        Optional<Path> install = program("mariadb-install-db");
        if (server.isEmpty()
                || install.isEmpty()
                || program("my_print_defaults").isEmpty()) {
            return Optional.empty();
        }
        try {
            Path directory = Files.createTempDirectory("weir-mariadb-");
            String data = "--datadir=" + directory.resolve("data");
            // Without it, root is refused.
            String user = "--user=" + System.getProperty("user.name");
            run(
                    directory,
                    install.get().toString(),
                    "--no-defaults",
                    data,
                    user,
                    "--auth-root-authentication-method=normal");
            int port = Ports.free();
            Process process = new ProcessBuilder(
                            server.get().toString(),
                            "--no-defaults",
                            data,
                            user,
                            "--port=" + port,
                            "--bind-address=127.0.0.1",
                            "--socket=" + directory.resolve("socket"),
                            "--pid-file=" + directory.resolve("pid"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            MariaDbServer started = new MariaDbServer(process, directory, port);
            started.awaitStart();
            return Optional.of(started);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be started: " + e.getMessage(), e);
        }
    }

    private static void run(Path directory, String... command) throws IOException {
        Path log = directory.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + START_LIMIT_NANOS;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("mysql"), "root", "");
                    Statement statement = connection.createStatement()) {
                boolean unused = statement.execute("CREATE DATABASE weir");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException(
                            "MariaDB does not start: " + Files.readString(directory.resolve("log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + NO_TLS;
    }

    /** Where clients connect, as MySQL's URL; the user root may do everything, with an empty password. */
    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/weir" + NO_TLS;
    }

    /** The options of a table in this database. */
    public Map<String, String> options(String table) {
        return Map.of("connector", "jdbc", "url", url(), "table-name", table, "username", "root", "password", "");
    }

    /** Runs statements. */
    public void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url("weir"), "root", "");
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
        try (Connection connection = DriverManager.getConnection(url("weir"), "root", "");
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

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
