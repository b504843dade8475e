package io.weir.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesColumnTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void valuesAreKeptWhileTheHeapGrows() {
        BytesColumn column = new BytesColumn(1);
        for (int i = 0; i < 1000; i++) {
            column.ensureCapacity(i + 1);
            column.set(i, "value " + i);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(column.getString(i)).isEqualTo("value " + i);
        }
    }

    @Test
    void aViewMovesIntoTheOwnHeapWithTheFirstValueThatIsCopied() {
        // Given a view of three positions, one of them null
        BytesColumn column = new BytesColumn(4);
        byte[] buffer = bytes("....abcdef");
        column.view(buffer);
        column.setView(0, 4, 3);
        column.setNull(1);
        column.setView(1, 9, 1);
        column.setView(2, 7, 3);

        // When a value is appended, and the buffer is used for something else
        column.set(3, "more");
        java.util.Arrays.fill(buffer, (byte) '#');

        // Then the values are still there, and the null position can be read
        assertThat(column.getString(0)).isEqualTo("abc");
        assertThat(column.getString(1)).isEmpty();
        assertThat(column.getString(2)).isEqualTo("def");
        assertThat(column.getString(3)).isEqualTo("more");
    }

    @Test
    void aNullPositionThatWasNeverWrittenCanBeReadAfterAViewOfALargerBuffer() {
        BytesColumn column = new BytesColumn(2);
        column.view(new byte[100_000]);
        column.setView(0, 99_000, 500);
        column.setView(1, 99_500, 500);
        column.reset();
        column.set(0, "a");
        column.setNull(1);
        assertThat(column.getString(1)).isEmpty();
    }

    @Test
    void aNullPositionThatWasNeverWrittenCanBeReadInAViewOfASmallBuffer() {
        BytesColumn column = new BytesColumn(2);
        column.set(0, "x".repeat(5000));
        column.set(1, "y".repeat(5000));
        column.reset();
        column.view(bytes("ab"));
        column.setView(0, 0, 2);
        column.setNull(1);
        assertThat(column.getString(1)).isEmpty();
        assertThat(column.getString(0)).isEqualTo("ab");
    }

    @Test
    void whatWasGatheredIsAViewAndWhatWasAppendedIsNot() {
        BytesColumn source = new BytesColumn(3);
        source.set(0, "one");
        source.setNull(1);
        source.set(2, "three");
        BytesColumn gathered = new BytesColumn(0);
        gathered.gather(source, new int[] {2, 1}, 2);
        BytesColumn appended = new BytesColumn(0);
        appended.append(0, source, new int[] {2, 1}, 2);
        assertThat(gathered.data()).isSameAs(source.data());
        assertThat(gathered.getString(0)).isEqualTo("three");
        assertThat(gathered.isNull(1)).isTrue();
        java.util.Arrays.fill(source.data(), (byte) '#');
        assertThat(appended.getString(0)).isEqualTo("three");
        assertThat(appended.isNull(1)).isTrue();
        assertThat(appended.isNull(0)).isFalse();
    }

    @Test
    void aValueThatTurnedOutShorterGivesItsRestBack() {
        BytesColumn column = new BytesColumn(2);
        int at = column.allocate(0, 10);
        column.data()[at] = 'q';
        column.shrink(0, 1);
        column.set(1, "r");
        assertThat(column.getString(0)).isEqualTo("q");
        assertThat(column.starts()[1]).isEqualTo(at + 1);
    }
}
