package io.weir.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Map<String, String> EXPECTED = Map.of("a", "1", "b", "2");
    private static final Output.Row A = new Output.Row("a", "1");
    private static final Output.Row B = new Output.Row("b", "2");

    @Test
    void everyRowOnceIsRight() {
        Audit audit = Audit.of("files", EXPECTED, List.of(B, A));

        assertThat(audit.isRight()).isTrue();
        assertThat(audit).hasToString("files: 2 rows of 2, 0 lost, 0 doubled, 0 wrong");
    }

    @Test
    void aRowThatIsMissingIsLost() {
        Audit audit = Audit.of("files", EXPECTED, List.of(A));

        assertThat(audit.isRight()).isFalse();
        assertThat(audit.lost()).isEqualTo(1);
        assertThat(audit.examples()).containsExactly("lost b = 2");
    }

    @Test
    void aRowThatIsThereTwiceIsDoubled() {
        Audit audit = Audit.of("files", EXPECTED, List.of(A, B, A));

        assertThat(audit.isRight()).isFalse();
        assertThat(audit.doubled()).isEqualTo(1);
    }

    @Test
    void anotherValueAndAnUnknownKeyAreWrong() {
        Audit audit = Audit.of("files", EXPECTED, List.of(A, new Output.Row("b", "3"), new Output.Row("c", "1")));

        assertThat(audit.isRight()).isFalse();
        assertThat(audit.wrong()).isEqualTo(2);
    }
}
