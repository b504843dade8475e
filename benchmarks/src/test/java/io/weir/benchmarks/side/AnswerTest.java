package io.weir.benchmarks.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesRowsInAnyOrderAndNotation() throws Exception {
        Answer printed = answer("2> +I[2026-01-01T00:01, /a, 2, null]", "1> +I[2026-01-01T00:00:30.500, /b, 1, 7]");
        Answer plain = answer("2026-01-01 00:00:30.5, /b, 1, 7", "2026-01-01 00:01:00.000, /a, 2, null");
        assertThat(printed.differenceFrom(plain)).isEmpty();
        assertThat(printed.digest()).isEqualTo(plain.digest());
        assertThat(printed.rows()).isEqualTo(2);
    }

    @Test
    void tellsTheFirstDifference() throws Exception {
        Answer expected = answer("+I[a, 1]", "+I[b, 2]");
        Answer other = answer("+I[a, 1]", "+I[b, 3]");
        assertThat(other.differenceFrom(expected))
                .hasValueSatisfying(difference ->
                        assertThat(difference).contains("2 rows instead of 2", "row 2", "[b, 3] instead of [b, 2]"));
        assertThat(other.digest()).isNotEqualTo(expected.digest());
    }

    @Test
    void keepsTheRowsThatAreLeftWhenUpdatesAreApplied() throws Exception {
        Answer updating = answer("1> +I[a, 1]", "2> +I[b, 1]", "1> -U[a, 1]", "1> +U[a, 2]", "2> -D[b, 1]", "+I[c, 3]");
        assertThat(updating.differenceFrom(answer("+I[a, 2]", "+U[c, 3]"))).isEmpty();
        assertThat(updating.rows()).isEqualTo(2);
    }

    @Test
    void countsARowThatComesTwice() throws Exception {
        assertThat(answer("+I[a]", "+I[a]").differenceFrom(answer("+I[a]")))
                .hasValueSatisfying(difference -> assertThat(difference).contains("[a] instead of the end"));
    }

    @Test
    void aRowThatWasNeverThereCannotBeTakenBack() {
        assertThatThrownBy(() -> answer("-D[a, 1]", "+I[b, 1]"))
                .hasMessageContaining("the row [a, 1] is taken back more often than it is given out");
    }

    private Answer answer(String... lines) throws Exception {
        Path file = Files.write(folder.resolve("answer.txt"), List.of(lines));
        return Answer.read(file);
    }
}
