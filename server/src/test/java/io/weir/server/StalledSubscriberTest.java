package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.Clock;
import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A subscriber that asks for changes and then reads none of them. */
@Timeout(240)
class StalledSubscriberTest extends ServerFixture {
    private static final Pattern SUBSCRIBERS = Pattern.compile("weir_view_subscribers\\{view=\"big\"} (\\d+)");
    private static final long LIMIT_MILLIS = 120_000;
    /** What a kernel may keep for a connection, on both sides, and what the server may. */
    private static final long RECEIVED_MAX = 64L << 20;

    /** The machine's clock, which can be put forward. */
    private static final class ForwardClock implements Clock {
        private final AtomicLong aheadMillis = new AtomicLong();

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis() + aheadMillis.get();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() + aheadMillis.get() * 1_000_000;
        }
    }

    private final ForwardClock clock = new ForwardClock();

    @Override
    ServerOptions options() {
        RunOptions run = RunOptions.defaults().withParallelism(1);
        return super.options()
                .withConfiguration("execution.checkpointing.interval", "200 ms")
                .withRun(new RunOptions(run.engine(), run.parallelism(), run.batchRowsMax(), clock));
    }

    private int subscribers() throws Exception {
        Matcher found = SUBSCRIBERS.matcher(api.get("/metrics").body());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Test
    void isCutOff() throws Exception {
        write("big", """
                CREATE TABLE g (k INT, v STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '2000',
                  'fields.k.min' = '1', 'fields.k.max' = '1000', 'fields.v.length' = '2000');
                CREATE TABLE big (k INT, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO big SELECT k, LAST_VALUE(v) FROM g GROUP BY k;
                """);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() > 500);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(("GET /api/v1/views/big/changes?snapshot=true HTTP/1.1\r\nHost: localhost:" + server.port()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            long end = System.currentTimeMillis() + LIMIT_MILLIS;
            while (subscribers() == 0) {
                assertThat(System.currentTimeMillis()).as("it is not let in").isLessThan(end);
                Thread.sleep(20);
            }

            // Each look lets the server believe that more time has passed; it waits for 30 s without a byte taken.
            while (subscribers() > 0) {
                assertThat(System.currentTimeMillis())
                        .as("it is still served: %s", api.get("/metrics").body())
                        .isLessThan(end);
                Thread.sleep(200);
                clock.aheadMillis.addAndGet(10_000);
            }

            assertThat(readToTheEnd(socket)).isLessThan(RECEIVED_MAX);
        }
        assertThat(api.json("/api/v1/views/big?limit=1").path("rows")).hasSize(1);
    }

    /** How many bytes were on their way when the server hung up. */
    private static long readToTheEnd(Socket socket) throws IOException {
        socket.setSoTimeout((int) LIMIT_MILLIS);
        InputStream in = socket.getInputStream();
        byte[] part = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                bytes += count;
            }
        } catch (java.net.SocketException e) {
            // Cut off in the middle is cut off too.
            return bytes;
        }
        return bytes;
    }
}
