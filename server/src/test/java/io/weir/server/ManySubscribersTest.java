package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five hundred subscribers of one view. */
@Timeout(120)
class ManySubscribersTest extends ServerFixture {
    private static final int SUBSCRIBERS = 500;
    private static final long LISTEN_MILLIS = 5_000;
    /** What a changed row of this view may take, with its share of the event around it. */
    private static final long ROW_BYTES_MAX = 200;

    /** What one subscriber has been sent. */
    private static final class Received {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong rows = new AtomicLong();

        private void take(byte[] part) {
            bytes.addAndGet(part.length);
            String text = new String(part, StandardCharsets.UTF_8);
            rows.addAndGet(count(text, "\"op\":"));
        }

        private static long count(String text, String word) {
            long count = 0;
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                count++;
            }
            return count;
        }
    }

    @Test
    void allAreToldAndBytesGrowWithChangedRowsOnly() throws Exception {
        write("counting", """
                CREATE TABLE g (k INT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
                    'fields.k.min' = '1', 'fields.k.max' = '10');
                CREATE TABLE counts (k INT, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO counts SELECT k, COUNT(*) FROM g GROUP BY k;
                """);
        api.await(
                "/api/v1/views",
                answer -> answer.path("views").path(0).path("rows").asInt() >= 3);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(api.uri("/api/v1/views/counts/changes")).build();
        List<Received> all = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            Received received = new Received();
            all.add(received);
            CompletableFuture<HttpResponse<Void>> unused = client.sendAsync(
                    request, HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(received::take)));
        }

        for (long end = System.currentTimeMillis() + 60_000; System.currentTimeMillis() < end; Thread.sleep(100)) {
            if (all.stream().allMatch(received -> received.rows.get() > 0)) {
                break;
            }
        }
        List<Long> before = all.stream().map(received -> received.bytes.get()).toList();
        List<Long> rowsBefore =
                all.stream().map(received -> received.rows.get()).toList();
        Thread.sleep(LISTEN_MILLIS);

        long bytes = 0;
        long rows = 0;
        for (int i = 0; i < SUBSCRIBERS; i++) {
            assertThat(all.get(i).rows.get()).as("subscriber " + i).isGreaterThan(rowsBefore.get(i));
            bytes += all.get(i).bytes.get() - before.get(i);
            rows += all.get(i).rows.get() - rowsBefore.get(i);
        }
        assertThat(rows).isPositive();
        assertThat(bytes).as(rows + " changed rows").isLessThan(rows * ROW_BYTES_MAX);
    }
}
