package io.weir.connector.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertSinkTest {
    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {TEXT, TEXT, TEXT, new BigIntType()}, new String[] {"severity", "key", "text", "orders"});
    private static final EpochContext EPOCHS = new EpochContext("shop", Delivery.EXACTLY_ONCE, true);

    private final List<AlertTable> tables = new ArrayList<>();
    private final List<List<AlertChange>> handedOver = new ArrayList<>();

    @Test
    void aRowIsAnAlertAndItsOtherColumnsAreLabels() {
        SinkWriter writer = open(Map.of("resolve-after", "10 min"), EpochContext.OFF, new int[0]);

        writer.write(batch(row(RowKinds.INSERT, "critical", "de", "no orders", 0)));
        writer.flush();

        AlertChange change = handedOver.get(0).get(0);
        assertThat(change.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(change.key()).isEqualTo("de");
        assertThat(change.text()).isEqualTo("no orders");
        assertThat(change.labels()).isEqualTo(Map.of("orders", "0"));
        assertThat(tables).containsExactly(new AlertTable("", "t", false, Duration.ofMinutes(10)));
    }

    @Test
    void onlyTheLastChangeOfAKeyIsHandedOver() {
        SinkWriter writer = open(Map.of(), EpochContext.OFF, new int[] {1});

        writer.write(batch(
                row(RowKinds.INSERT, "info", "a", "one", 1),
                row(RowKinds.INSERT, "info", "b", "one", 1),
                row(RowKinds.UPDATE_BEFORE, "info", "a", "one", 1),
                row(RowKinds.UPDATE_AFTER, "error", "a", "two", 2),
                row(RowKinds.DELETE, "info", "b", "one", 1)));
        writer.flush();

        assertThat(handedOver).hasSize(1);
        assertThat(handedOver.get(0)).extracting(AlertChange::key).containsExactly("a", "b");
        assertThat(handedOver.get(0)).extracting(AlertChange::isRaised).containsExactly(true, false);
        assertThat(handedOver.get(0).get(0).text()).isEqualTo("two");
    }

    @Test
    void withEpochsNothingIsHandedOverBeforeTheCommit() {
        Sink sink = sink(Map.of(), EPOCHS, new int[] {1});
        SinkWriter one = sink.createWriter(0);
        SinkWriter other = sink.createWriter(1);
        one.write(batch(row(RowKinds.INSERT, "info", "a", "one", 1)));
        other.write(batch(row(RowKinds.INSERT, "error", "b", "two", 2)));
        one.flush();
        List<byte[]> prepared =
                List.of(one.prepare(1).orElseThrow(), other.prepare(1).orElseThrow());
        one.write(batch(row(RowKinds.INSERT, "info", "c", "of the next epoch", 1)));
        assertThat(handedOver).isEmpty();

        sink.commit(1, prepared);

        assertThat(handedOver).hasSize(1);
        assertThat(handedOver.get(0)).extracting(AlertChange::key).containsExactly("a", "b");
        assertThat(handedOver.get(0).get(1).labels()).isEqualTo(Map.of("orders", "2"));
    }

    @Test
    void aSeverityWithoutMeaningIsTheTablesAndIsKept() {
        SinkWriter writer = open(Map.of("severity", "error"), EpochContext.OFF, new int[0]);

        writer.write(batch(row(RowKinds.INSERT, "loud", "a", "t", 1), row(RowKinds.INSERT, null, "b", "t", 1)));
        writer.flush();

        assertThat(handedOver.get(0)).extracting(AlertChange::severity).containsOnly(Severity.ERROR);
        assertThat(handedOver.get(0).get(0).labels()).containsEntry("unknown_severity", "loud");
        assertThat(handedOver.get(0).get(1).labels()).isEqualTo(Map.of("orders", "1"));
    }

    @Test
    void aFloodIsCutOffAndSaysSo() {
        SinkWriter writer = open(Map.of(), EpochContext.OFF, new int[0]);
        for (int i = 0; i < AlertSinkWriter.KEYS_MAX + 7; i++) {
            writer.write(batch(row(RowKinds.INSERT, "info", "key " + i, "t", 1)));
        }
        writer.flush();

        List<AlertChange> changes = handedOver.get(0);
        assertThat(changes).hasSize(AlertSinkWriter.KEYS_MAX + 1);
        assertThat(changes.get(AlertSinkWriter.KEYS_MAX).key()).isEqualTo(AlertSinkWriter.FLOOD_KEY);
        assertThat(changes.get(AlertSinkWriter.KEYS_MAX).text()).contains("7 changes were left out");
    }

    @Test
    void aLongTextIsCut() {
        SinkWriter writer = open(Map.of(), EpochContext.OFF, new int[0]);

        writer.write(batch(row(RowKinds.INSERT, "info", "a", "x".repeat(5000), 1)));
        writer.flush();

        assertThat(handedOver.get(0).get(0).text()).hasSize(2000).endsWith("x…");
    }

    @Test
    void withoutEpochsAlertsWaitForASecondAtMost() {
        SinkWriter writer = open(Map.of(), EpochContext.OFF, new int[0]);
        assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);

        writer.write(batch(row(RowKinds.INSERT, "info", "a", "t", 1)));

        assertThat(writer.flushTimeMillis()).isLessThanOrEqualTo(System.currentTimeMillis() + 1000);
        writer.flush();
        assertThat(writer.flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
    }

    @Test
    void outsideOfAServerEachChangeIsALine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AlertListener lines = new StandardErrorAlerts(() -> new PrintStream(out, true, StandardCharsets.UTF_8));

        lines.accept(
                new AlertTable("", "alerts", true, Duration.ofHours(1)),
                List.of(
                        new AlertChange(true, Severity.ERROR, "de", "no\norders", Map.of("n", "0", "m", "1"), 0),
                        new AlertChange(false, Severity.INFO, "fr", "", Map.of(), 0)));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("alert alerts de: error: no orders m=1 n=0\nalert alerts fr: resolved\n");
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> sink(Map.of("severity", "loud"), EpochContext.OFF, new int[0]))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("info, warning, error or critical");
        assertThatThrownBy(() -> sink(Map.of("resolve-after", "0 s"), EpochContext.OFF, new int[0]))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("resolve-after");
        assertThatThrownBy(() -> sink(Map.of("color", "red"), EpochContext.OFF, new int[0]))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("color");
        assertThatThrownBy(() -> sink(Map.of(), EpochContext.OFF, new int[] {0}))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("PRIMARY KEY (`key`)");
        assertThatThrownBy(() -> new AlertSinkFactory()
                        .create(Requests.sink(
                                RowType.of(new LogicalType[] {TEXT}, new String[] {"text"}), Map.of(), 1)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("it has no column key");
    }

    private SinkWriter open(Map<String, String> options, EpochContext epochs, int[] primaryKey) {
        return sink(options, epochs, primaryKey).createWriter(0);
    }

    private Sink sink(Map<String, String> options, EpochContext epochs, int[] primaryKey) {
        SinkRequest request = Requests.sink(TYPE, options, 1, epochs);
        AlertListener listener = (table, changes) -> {
            tables.add(table);
            handedOver.add(changes);
        };
        return new AlertSinkFactory(listener)
                .create(new SinkRequest(
                        request.table(),
                        request.options(),
                        request.type(),
                        request.metadataKeys(),
                        primaryKey,
                        request.partitionKeys(),
                        false,
                        1,
                        request.configuration(),
                        request.localTimeZone(),
                        request.clock(),
                        request.encoders(),
                        false,
                        Map.of(),
                        () -> false,
                        epochs));
    }

    private record AlertRow(byte kind, @Nullable String severity, String key, String text, long orders) {}

    private static AlertRow row(byte kind, @Nullable String severity, String key, String text, long orders) {
        return new AlertRow(kind, severity, key, text, orders);
    }

    private static Batch batch(AlertRow... rows) {
        Batch batch = Columns.batch(TYPE, rows.length);
        batch.ensureCapacity(rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].severity() == null) {
                batch.column(0).setNull(i);
            } else {
                ((BytesColumn) batch.column(0)).set(i, rows[i].severity());
            }
            ((BytesColumn) batch.column(1)).set(i, rows[i].key());
            ((BytesColumn) batch.column(2)).set(i, rows[i].text());
            ((LongColumn) batch.column(3)).set(i, rows[i].orders());
            batch.setRowKind(i, rows[i].kind());
        }
        batch.setRowCount(rows.length);
        return batch;
    }
}
