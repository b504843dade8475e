package io.weir.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeirExceptionTest {
    @Test
    void theMessageSaysWhereWhatAndWhatToDo() {
        WeirException e = new WeirException(
                ErrorCode.OPTION_UNKNOWN, "No option 'pth'", "a.sql:3:4", "Did you mean 'path'?", null);

        assertThat(e).hasMessage("a.sql:3:4: No option 'pth'. Did you mean 'path'?");
        assertThat(e.userMistake()).isTrue();
    }

    @Test
    void partsThatAreMissingLeaveNoTrace() {
        assertThat(new WeirException(ErrorCode.INTERNAL, "Broken")).hasMessage("Broken");
        assertThat(new WeirException(ErrorCode.INTERNAL, "Broken").userMistake())
                .isFalse();
        assertThat(new WeirException(ErrorCode.USAGE, "Odd.", "", "Try again.", null))
                .hasMessage("Odd. Try again.");
    }
}
