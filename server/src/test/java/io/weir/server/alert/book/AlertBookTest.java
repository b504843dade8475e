package io.weir.server.alert.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.alert.AlertChange;
import io.weir.connector.alert.AlertTable;
import io.weir.connector.alert.Severity;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthStatus;
import io.weir.server.health.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertBookTest {
    private static final AlertTable KEYED = new AlertTable("shop", "alerts", true, Duration.ofHours(1));
    private static final AlertTable APPENDED = new AlertTable("shop", "alerts", false, Duration.ofMinutes(10));

    private final AlertBook book = new AlertBook(reading -> reading.measure().runbook());

    @Test
    void anAlertGoesFromPendingToFiringToAcknowledgedToResolved() {
        book.update(1, lag(HealthStatus.WARNING));
        assertThat(only().state()).isEqualTo(AlertState.PENDING);
        assertThat(book.acknowledge(1, only().id()))
                .as("nobody takes on what is pending")
                .isEmpty();

        book.update(2, lag(HealthStatus.FIRING));
        assertThat(only().state()).isEqualTo(AlertState.FIRING);
        assertThat(only().changedMillis()).isEqualTo(2);
        assertThat(only().runbook()).isEqualTo("lag");

        assertThat(book.acknowledge(3, only().id())).isPresent();
        book.update(4, lag(HealthStatus.FIRING));
        assertThat(only().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(only().changedMillis()).isEqualTo(3);

        book.update(5, lag(HealthStatus.OK));
        assertThat(only().state()).isEqualTo(AlertState.RESOLVED);

        book.update(6, lag(HealthStatus.FIRING));
        assertThat(only().state())
                .as("it begins again, and nobody has taken that on")
                .isEqualTo(AlertState.FIRING);
    }

    @Test
    void whatWasOnlyPendingLeavesNothing() {
        book.update(1, lag(HealthStatus.WARNING));
        book.update(2, lag(HealthStatus.OK));

        assertThat(book.alerts()).isEmpty();
    }

    @Test
    void anAlertOfAPipelineThatIsGoneIsOver() {
        book.update(1, lag(HealthStatus.FIRING));
        book.update(2, List.of());

        assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void whatIsOverIsKeptForAnHour() {
        book.update(1, lag(HealthStatus.FIRING));
        book.update(2, lag(HealthStatus.OK));

        book.expire(1 + AlertBook.RESOLVED_KEPT_MILLIS);
        assertThat(book.alerts()).hasSize(1);
        book.expire(2 + AlertBook.RESOLVED_KEPT_MILLIS);
        assertThat(book.alerts()).isEmpty();
    }

    @Test
    void aRowThatGoesResolvesItsAlert() {
        accept(10, KEYED, raised("de", Severity.ERROR, "one", 10));
        accept(20, KEYED, raised("de", Severity.ERROR, "two", 20), raised("fr", Severity.INFO, "x", 20));
        assertThat(book.alerts()).extracting(Alert::key).containsExactly("de", "fr");
        assertThat(book.alerts().get(0).text()).isEqualTo("two");
        assertThat(book.alerts().get(0).sinceMillis()).isEqualTo(10);

        accept(30, KEYED, over("de"), over("never"));

        assertThat(book.find(book.alerts().get(1).id()).orElseThrow().key()).isEqualTo("de");
        assertThat(book.alerts()).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void withoutAPrimaryKeyAnAlertEndsWithTime() {
        accept(0, APPENDED, raised("de", Severity.ERROR, "one", 0));
        accept(300_000, APPENDED, raised("de", Severity.ERROR, "two", 300_000));

        book.expire(600_000);
        assertThat(only().state()).isEqualTo(AlertState.FIRING);
        book.expire(900_000);
        assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void theSameChangesAgainChangeNothing() {
        accept(10, KEYED, raised("de", Severity.ERROR, "one", 10));
        book.acknowledge(11, only().id());
        Alert before = only();

        accept(20, KEYED, raised("de", Severity.ERROR, "one", 10));
        assertThat(only()).isEqualTo(before);

        // What was over long ago when the process came back stays over.
        accept(4_000_000, APPENDED, raised("old", Severity.ERROR, "one", 0));
        assertThat(book.alerts()).hasSize(1);
    }

    @Test
    void twoPipelinesHaveAlertsOfTheirOwn() {
        accept(10, KEYED, raised("de", Severity.ERROR, "one", 10));
        book.accept(10, "other", KEYED, List.of(raised("de", Severity.ERROR, "one", 10)));

        assertThat(book.alerts()).hasSize(2);
        assertThat(book.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void aSilenceHoldsUntilItsEnd() {
        book.update(0, lag(HealthStatus.FIRING));
        Silence silence = book.silence(0, new Matchers(Map.of("name", "lag")), 1000, "known");

        assertThat(book.isSilenced(only(), 999)).isTrue();
        assertThat(book.isSilenced(only(), 1000)).isFalse();
        book.expire(999);
        assertThat(book.silences()).containsExactly(silence);
        book.expire(1000);
        assertThat(book.silences()).isEmpty();
        assertThat(book.endSilence(silence.id())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "name, lag, true",
        "name, latency, false",
        "name, 'latency, lag', true",
        "name, '', false",
        "pipeline, shop*, true",
        "pipeline, *eu, true",
        "pipeline, s*p*eu, true",
        "pipeline, shop-*-eu, false",
        "pipeline, *, true",
        "country, '', true",
        "country, *, true",
        "country, de, false",
        "severity, warning, true"
    })
    void matchersTakeListsAndStars(String label, String value, boolean expected) {
        Alert alert = new AlertBookTest().alertOf("shop-eu");

        assertThat(new Matchers(Map.of(label, value)).match(alert)).isEqualTo(expected);
        assertThat(new Matchers(Map.of(label, value, "id", "another")).match(alert))
                .isFalse();
    }

    private Alert alertOf(String pipeline) {
        book.update(1, List.of(reading(pipeline, HealthStatus.FIRING)));
        return only();
    }

    private Alert only() {
        assertThat(book.alerts()).hasSize(1);
        return book.alerts().get(0);
    }

    private void accept(long now, AlertTable table, AlertChange... changes) {
        book.accept(now, table.pipeline(), table, List.of(changes));
    }

    private static AlertChange raised(String key, Severity severity, String text, long atMillis) {
        return new AlertChange(true, severity, key, text, Map.of(), atMillis);
    }

    private static AlertChange over(String key) {
        return new AlertChange(false, Severity.INFO, key, "", Map.of(), 0);
    }

    private static List<HealthReading> lag(HealthStatus status) {
        return List.of(reading("shop", status));
    }

    private static HealthReading reading(String pipeline, HealthStatus status) {
        return new HealthReading(Measure.LAG, pipeline, status, 61, 60, Severity.WARNING, "61 s", 0, "");
    }
}
