package io.weir.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void lineFeedsAreFoundAmongAnyBytesAndAtAnyPlace() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            for (int i = 0; i < data.length; i++) {
                // Bytes that differ from a line feed by one bit or by one are the ones a trick would get wrong.
                data[i] = switch (random.nextInt(6)) {
                    case 0 -> '\n';
                    case 1 -> (byte) ('\n' ^ 0x80);
                    case 2 -> '\n' + 1;
                    case 3 -> '\n' - 1;
                    default -> data[i];
                };
            }
            int start = random.nextInt(data.length + 1);
            int end = start + random.nextInt(data.length - start + 1);
            int first = -1;
            int last = -1;
            int count = 0;
            for (int i = start; i < end; i++) {
                if (data[i] == '\n') {
                    first = first < 0 ? i : first;
                    last = i;
                    count++;
                }
            }
            assertThat(Lines.indexOf(data, start, end)).isEqualTo(first);
            assertThat(Lines.lastIndexOf(data, start, end)).isEqualTo(last);
            assertThat(Lines.count(data, start, end)).isEqualTo(count);
        }
    }
}
