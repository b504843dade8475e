package io.weir.testing.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis in a process of its own, with its data in a temporary directory. It writes each change to its log before
 * it answers, so it keeps what it has answered, also when it is {@link #kill() killed}; {@link #start() starts} again
 * on the same port.
 */
public final class RedisServer implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path directory;
    private final int port;
    private final List<String> arguments;
    private final String password;
    private final Thread hook;
    private @Nullable Process running;

    private RedisServer(Path directory, int port, String password, List<String> arguments) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.arguments = arguments;
        hook = new Thread(this::close, "redis-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * A server of one's own, started.
     *
     * @param password what clients must say, or an empty text
     */
    public static RedisServer create(String password) {
        try {
            Path directory = Files.createTempDirectory("weir-redis-");
            Path binary = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .toPath();
            int port = Ports.free();
            List<String> arguments = new ArrayList<>(List.of(
                    binary.toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    directory.toString(),
                    "--save",
                    "",
                    "--appendonly",
                    "yes",
                    "--appendfsync",
                    "always"));
            if (!password.isEmpty()) {
                arguments.addAll(List.of("--requirepass", password));
            }
            RedisServer server = new RedisServer(directory, port, password, arguments);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started: " + e.getMessage(), e);
        }
    }

    /** The server that all tests in this JVM share; started by the first call, stopped with the JVM. */
    public static RedisServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final RedisServer SERVER = create("");
    }

    /** Starts it again after {@link #kill}. */
    public void start() {
        if (running != null) {
            return;
        }
        try {
            running = new ProcessBuilder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started: " + e.getMessage(), e);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!isReady()) {
            if (System.nanoTime() > end || !running.isAlive()) {
                throw new IllegalStateException("Redis does not start: " + log());
            }
            Thread.onSpinWait();
        }
    }

    private boolean isReady() {
        try {
            return "PONG".equals(command("PING"));
        } catch (JedisException e) {
            // It is not there yet, or still reads its data.
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Where clients connect. */
    public String url() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + "localhost:" + port + "/0";
    }

    public int port() {
        return port;
    }

    /** A name that no other table has. */
    public static String newName(String stem) {
        return stem + "_" + NAMES.incrementAndGet();
    }

    /** The options of a table whose keys begin with this name. */
    public Map<String, String> options(String table) {
        return Map.of("connector", "redis", "url", url(), "key-prefix", table);
    }

    /** Runs a command; its answer is a text, a number, null, or a list of those. */
    public @Nullable Object command(String name, String... more) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (!password.isEmpty()) {
            config.password(password);
        }
        try (Connection connection = new Connection(new HostAndPort("localhost", port), config.build())) {
            connection.sendCommand(() -> name.getBytes(StandardCharsets.UTF_8), more);
            return texts(connection.getOne());
        }
    }

    private static @Nullable Object texts(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (answer instanceof List<?> list) {
            List<@Nullable Object> texts = new ArrayList<>();
            list.forEach(each -> texts.add(texts(each)));
            return texts;
        }
        return answer;
    }

    /** The answer of a command that is a list of texts. */
    public List<String> list(String name, String... more) {
        List<String> texts = new ArrayList<>();
        if (command(name, more) instanceof List<?> answer) {
            answer.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    /** The answer of a command that is a number. */
    public long number(String name, String... more) {
        if (command(name, more) instanceof Long number) {
            return number;
        }
        throw new IllegalStateException(name + " gives no number");
    }

    /** Ends it as a loss of power would: nothing is finished, nobody is told. */
    public void kill() {
        Process process = running;
        running = null;
        if (process == null) {
            return;
        }
        boolean unused = process.destroyForcibly().isAlive();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        kill();
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
}
