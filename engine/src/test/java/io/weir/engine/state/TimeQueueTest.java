package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeQueueTest {
    private record Entry(long time, int value) {}

    @Test
    void theEarliestComesFirstAndOfTheSameTimeTheOneThatWasAddedFirst() {
        Random random = new Random(5);
        TimeQueue queue = new TimeQueue();
        List<Entry> entries = new ArrayList<>();
        assertThat(queue.earliest()).isEqualTo(Long.MAX_VALUE);
        for (int i = 0; i < 5000; i++) {
            if (random.nextInt(3) > 0 || entries.isEmpty()) {
                long time = random.nextInt(20);
                queue.add(time, i);
                entries.add(new Entry(time, i));
            } else {
                Entry first =
                        entries.stream().min(Comparator.comparing(Entry::time)).orElseThrow();
                assertThat(queue.earliest()).isEqualTo(first.time);
                assertThat(queue.poll()).isEqualTo(first.value);
                entries.remove(first);
            }
            assertThat(queue.size()).isEqualTo(entries.size());
        }
    }
}
