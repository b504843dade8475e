package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

    @Test
    void leavesOutTheNumberOfTheInstanceAndKeepsTheNameOfTheSink() {
        assertThat(PrintedLines.fold(List.of("+I[1]", "2> +I[2]", "out> +I[3]", "out:4> +I[4]")))
                .containsExactly("[1]", "[2]", "out> [3]", "out> [4]");
    }

    @Test
    void appliesUpdatesAndDeletionsWhateverInstancePrintsThem() {
        List<String> lines = List.of("1> +I[a, 1]", "1> +I[a, 1]", "2> -U[a, 1]", "2> +U[a, 2]", "1> -D[a, 1]");

        assertThat(PrintedLines.fold(lines)).containsExactly("[a, 2]");
    }

    @Test
    void refusesToTakeAwayWhatIsNotThere() {
        assertThatThrownBy(() -> PrintedLines.fold(List.of("-D[a]"))).hasMessageContaining("-D[a]");
    }

    @Test
    void knowsItsLines() {
        assertThat(PrintedLines.isPrinted("out:1> +I[1, a> b]")).isTrue();
        assertThat(PrintedLines.isPrinted("A log line [1]")).isFalse();
    }
}
