package io.weir.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCutterTest {
    /** Records end with a line feed, unless it stands between quotes. */
    private static final class QuotedLines implements Decoder {
        @Override
        public void decodeLines(byte[] data, int start, int end, Batch batch) {
            throw new AssertionError("nothing is decoded while cutting");
        }

        @Override
        public void decodeRecord(byte[] data, int start, int end, Batch batch) {
            throw new AssertionError("nothing is decoded while cutting");
        }

        @Override
        public long skippedRecords() {
            return 0;
        }

        @Override
        public boolean mayHoldLineFeeds() {
            return true;
        }

        @Override
        public int recordEnd(byte[] data, int start, int end) {
            boolean quoted = false;
            for (int i = start; i < end; i++) {
                quoted ^= data[i] == '"';
                if (data[i] == '\n' && !quoted) {
                    return i + 1;
                }
            }
            return -1;
        }
    }

    private static List<String> cut(InputStream stream, int chunkBytesMax, int recordsMax, int recordBytesMax)
            throws IOException {
        RecordCutter cutter = new RecordCutter(
                ByteInput.of(stream), "stream s", new QuotedLines(), chunkBytesMax, recordsMax, recordBytesMax);
        Chunk chunk = new Chunk();
        List<String> chunks = new ArrayList<>();
        long position = -1;
        while (cutter.next(chunk)) {
            if (position >= 0) {
                assertThat(chunk.position()).isEqualTo(position);
            }
            position = chunk.position() + chunk.length();
            chunks.add(new String(chunk.data(), 0, chunk.length(), StandardCharsets.UTF_8));
        }
        return chunks;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void chunksHoldAsManyRecordsAsAllowed() throws IOException {
        assertThat(cut(stream("a\nb\nc\nd\ne"), 1000, 2, 100)).containsExactly("a\nb\n", "c\nd\n", "e");
    }

    @Test
    void chunksHoldAsManyBytesAsAllowed() throws IOException {
        assertThat(cut(stream("aaa\nbbb\nccc\nddddddddddddd\ne\n"), 8, 100, 100))
                .containsExactly("aaa\nbbb\n", "ccc\n", "ddddddddddddd\n", "e\n");
    }

    @Test
    void aLineFeedBetweenQuotesEndsNoRecord() throws IOException {
        assertThat(cut(stream("a,\"x\ny\"\nb\n"), 1000, 1, 100)).containsExactly("a,\"x\ny\"\n", "b\n");
    }

    @ParameterizedTest
    @CsvSource({"1,10", "7,10", "64,1", "100000,3"})
    void nothingIsLostHoweverTheStreamIsRead(int readBytes, int recordsMax) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(i).append("x".repeat(i % 300)).append('\n');
        }
        InputStream slow = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int start, int length) {
                return super.read(into, start, Math.min(length, readBytes));
            }
        };
        assertThat(String.join("", cut(slow, 500, recordsMax, 1000))).isEqualTo(text.toString());
    }

    @Test
    void aByteOrderMarkIsSkippedAndCounted() throws IOException {
        RecordCutter cutter = new RecordCutter(
                ByteInput.of(stream("\uFEFFa\n\uFEFFb\n")), "stream s", new QuotedLines(), 100, 1, 100);
        Chunk chunk = new Chunk();
        assertThat(cutter.next(chunk)).isTrue();
        assertThat(chunk.position()).isEqualTo(3);
        assertThat(new String(chunk.data(), 0, chunk.length(), StandardCharsets.UTF_8))
                .isEqualTo("a\n");
        assertThat(cutter.next(chunk)).isTrue();
        assertThat(chunk.length()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "8,100", "1000,1", "1000,100"})
    void aRecordBeyondTheLimitIsNamedByItsPosition(int chunkBytesMax, int recordsMax) {
        assertThatThrownBy(() -> cut(stream("abc\n" + "x".repeat(51) + "\n"), chunkBytesMax, recordsMax, 50))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageStartingWith("stream s, byte 4: the record that begins here is longer than 50 bytes");
    }

    @Test
    void aRecordWithoutEndIsRefusedBeforeItFillsTheMemory() {
        long[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int start, int length) {
                read[0] += length;
                return length;
            }
        };
        assertThatThrownBy(() -> cut(endless, 1000, 100, 1_000_000)).isInstanceOf(WeirException.class);
        assertThat(read[0]).isLessThan(3_000_000);
    }
}
