package io.weir.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.server.collect.CollectAnswer.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
    private static final String STAMP = ",\"arrival_time\":\"2023-11-14T22:13:20.123Z\"}";
    private static final CollectSettings DEFAULT = CollectSettings.DEFAULT;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CollectFixture fixture() {
        return new CollectFixture(folder, DEFAULT, Map.of());
    }

    private static int status(Throwable refused) {
        return ((CollectRefusedException) refused).answer().status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_id\":1}{\"user_id\":2}{\"user_id\":3}",
                "{\"user_id\":1}\n{\"user_id\":2}\n{\"user_id\":3}\n",
                "\n{\"user_id\":1}\r\n\r\n{\"user_id\":2} {\"user_id\":3}",
                "[{\"user_id\":1},{\"user_id\":2},\n {\"user_id\":3}]",
                "[{\"user_id\":1}]\n[{\"user_id\":2},{\"user_id\":3}]"
            })
    void recordsMayComeInMoreThanOneForm(String body) throws IOException {
        try (CollectFixture fixture = fixture()) {
            assertThat(fixture.collect(body).accepted()).isEqualTo(3);

            assertThat(fixture.records())
                    .containsExactly(
                            "{\"user_id\":1,\"event_id\":\"id-0\"" + STAMP,
                            "{\"user_id\":2,\"event_id\":\"id-1\"" + STAMP,
                            "{\"user_id\":3,\"event_id\":\"id-2\"" + STAMP);
        }
    }

    @Test
    void aRecordIsKeptAsItIsExceptForWhatItDoesNotHave() throws IOException {
        String record = "{\n \"event_id\": \"mine\", \"user_id\" : 7, \"page\":\"/ü \\u00e4\",\n"
                + "\"other\": {\"user_id\":[1,2,{}]},\"price\":1.10, \"arrival_time\":\"2020-01-01T00:00:00Z\" \n}";
        try (CollectFixture fixture = fixture()) {
            assertThat(fixture.collect(record).accepted()).isEqualTo(1);

            assertThat(fixture.records()).containsExactly(record);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"user_id\":\"abc\"} | user_id",
                "{\"user_id\":1,\"load_time_ms\":3000000000} | load_time_ms",
                "{\"user_id\":1,\"price\":\"12,50\"} | price",
                "{\"user_id\":1,\"page\":17} | field page: this is no text",
                "{\"user_id\":1,\"arrival_time\":\"yesterday\"} | arrival_time",
                "{\"page\":\"/\"} | field user_id is missing, and the column is NOT NULL",
                "{\"user_id\":null} | field user_id is missing, and the column is NOT NULL",
                "{\"user_id\":1,\"user_id\":2} | field user_id is there twice",
                "{} | user_id is missing",
                "{\"user_id\":1 | this is no JSON",
                "{\"user_id\":1}} | this is no JSON",
                "hello | this is no JSON",
                "17 | this is no JSON object",
                "[[{\"user_id\":1}]] | this is no JSON object"
            })
    void whatItsTableCannotTakeIsRejectedWithTheReason(String body, String reason) throws IOException {
        try (CollectFixture fixture = fixture()) {
            CollectAnswer answer = fixture.collect(body);

            assertThat(answer.accepted()).isZero();
            assertThat(answer.rejected()).isNotEmpty();
            assertThat(answer.rejected().get(answer.rejected().size() - 1).reason())
                    .contains(reason);
            assertThat(fixture.records()).isEmpty();
        }
    }

    @Test
    void aRecordThatBreaksOffIsNamedWithoutWhatTheLibrarySaysOfItself() throws IOException {
        try (CollectFixture fixture = fixture()) {
            assertThat(fixture.collect("{\"user_id\":1").rejected().get(0).reason())
                    .isEqualTo("this is no JSON: Unexpected end-of-input: expected close marker for Object");
        }
    }

    @Test
    void oneBadRecordRejectsTheRequestUnlessTheOthersAreWanted() throws IOException {
        String body = "{\"user_id\":1}\n{\"user_id\":\n{\"user_id\":3}\n{\"user_id\":\"x\"}\n";
        try (CollectFixture fixture = fixture()) {
            CollectAnswer all = fixture.collect(body);
            assertThat(all.accepted()).isZero();
            assertThat(all.rejected()).extracting(Rejected::index).containsExactly(1, 3);
            assertThat(fixture.records()).isEmpty();

            CollectAnswer each = fixture.collect(
                    CollectFixture.request(body, CollectRequest.Errors.EACH, CollectRequest.Unknown.IGNORE));
            assertThat(each.accepted()).isEqualTo(2);
            assertThat(each.rejected()).extracting(Rejected::index).containsExactly(1, 3);
            assertThat(fixture.records()).hasSize(2);
            assertThat(fixture.collector.statistics().acceptedRecords()).isEqualTo(2);
            assertThat(fixture.collector.statistics().rejectedRecords()).isEqualTo(4);
        }
    }

    @Test
    void fieldsWithoutAColumnAreIgnoredReportedOrRejected() {
        String body = "{\"user_id\":1,\"usr\":2}";
        try (CollectFixture fixture = fixture()) {
            assertThat(fixture.collect(body).unknownFields()).isEmpty();
            CollectAnswer reported = fixture.collect(
                    CollectFixture.request(body, CollectRequest.Errors.ALL, CollectRequest.Unknown.REPORT));
            assertThat(reported.accepted()).isEqualTo(1);
            assertThat(reported.unknownFields()).containsExactly("usr");
            CollectAnswer rejected = fixture.collect(
                    CollectFixture.request(body, CollectRequest.Errors.ALL, CollectRequest.Unknown.REJECT));
            assertThat(rejected.rejected()).containsExactly(new Rejected(0, "field usr: the table has no such column"));
        }
    }

    @Test
    void whatIsTooLargeIsRefused() {
        CollectSettings small = new CollectSettings(100, 40, 3, 1000, 0, 0);
        try (CollectFixture fixture = new CollectFixture(folder, small, Map.of())) {
            assertThatThrownBy(() -> fixture.collect("{\"user_id\":1}" + " ".repeat(100)))
                    .satisfies(e -> assertThat(status(e)).isEqualTo(413));
            assertThatThrownBy(() -> fixture.collect("{\"user_id\":1}".repeat(4)))
                    .satisfies(e -> assertThat(status(e)).isEqualTo(413));
            assertThat(fixture.collect("{\"user_id\":1,\"page\":\"" + "x".repeat(30) + "\"}")
                            .rejected()
                            .get(0)
                            .reason())
                    .isEqualTo("it has 53 bytes, and 40 are the most");
            assertThatThrownBy(() -> fixture.collect("  \n"))
                    .satisfies(e -> assertThat(status(e)).isEqualTo(400));
        }
    }

    @Test
    void whoSendsTooMuchIsToldWhenToComeAgain() {
        CollectSettings slow = new CollectSettings(1000, 1000, 100, 10_000, 10, 0);
        try (CollectFixture fixture = new CollectFixture(folder, slow, Map.of())) {
            fixture.collect("{\"user_id\":1}".repeat(30));
            assertThatThrownBy(() -> fixture.collect("{\"user_id\":1}"))
                    .isInstanceOfSatisfying(CollectRefusedException.class, e -> {
                        assertThat(e.answer().status()).isEqualTo(429);
                        assertThat(e.retryAfterSeconds()).isEqualTo(3);
                    });
            fixture.nanos = 2_000_000_001L;
            assertThat(fixture.collect("{\"user_id\":1}").accepted()).isEqualTo(1);
            assertThat(fixture.collector.statistics().refusedRequests()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsToBecomeSafeHasALimitAndNothingIsCountedTwice() {
        CollectSettings little = new CollectSettings(1000, 1000, 100, 50, 0, 0);
        try (CollectFixture fixture = new CollectFixture(folder, little, Map.of())) {
            for (int i = 0; i < 100; i++) {
                String body = "{\"user_id\":" + i + "}" + " ".repeat(i % 2 == 0 ? 60 : 0);
                if (i % 2 == 0) {
                    assertThatThrownBy(() -> fixture.collect(body))
                            .satisfies(e -> assertThat(status(e)).isEqualTo(429));
                } else {
                    assertThat(fixture.collect(body).accepted()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void aLogThatIsFullRefusesUntilItIsRead() {
        Map<String, String> tiny = Map.of("segment-size", "100 bytes", "max-size", "1 kb");
        try (CollectFixture fixture = new CollectFixture(folder, DEFAULT, tiny)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            fixture.collect("{\"user_id\":1}");
                        }
                    })
                    .isInstanceOfSatisfying(CollectRefusedException.class, e -> {
                        assertThat(e.answer().status()).isEqualTo(429);
                        assertThat(e.retryAfterSeconds()).isPositive();
                    });
        }
    }

    @Test
    void nothingIsTakenBeforeItIsKnownWhatAllPipelinesReadOfATable() {
        AtomicBoolean areMoreComing = new AtomicBoolean(true);
        try (CollectFixture fixture = new CollectFixture(folder, areMoreComing::get)) {
            assertThat(fixture.collector.targets().tables()).isEmpty();
            assertThatThrownBy(() -> fixture.collect("{\"user_id\":1}"))
                    .isInstanceOfSatisfying(CollectRefusedException.class, e -> {
                        assertThat(e.answer().status()).isEqualTo(503);
                        assertThat(e.retryAfterSeconds()).isPositive();
                    });

            areMoreComing.set(false);
            assertThat(fixture.collector.targets().tables()).hasSize(1);
            assertThat(fixture.collect("{\"user_id\":1}").accepted()).isEqualTo(1);
        }
    }

    @Test
    void whereEventsCannotBeSentIsSaid() {
        try (CollectFixture fixture = fixture()) {
            CollectRequest other = new CollectRequest(
                    "nothing",
                    new byte[0],
                    "127.0.0.1",
                    "local",
                    CollectRequest.Errors.ALL,
                    CollectRequest.Unknown.IGNORE);
            assertThatThrownBy(() -> fixture.collect(other))
                    .hasMessageContaining("No pipeline reads a table nothing")
                    .satisfies(e -> assertThat(status(e)).isEqualTo(404));
        }
        try (CollectFixture fixture = new CollectFixture(folder, DEFAULT, Map.of("format", "csv"))) {
            assertThatThrownBy(() -> fixture.collect("{}"))
                    .hasMessageContaining("its records are csv")
                    .satisfies(e -> assertThat(status(e)).isEqualTo(409));
        }
    }
}
