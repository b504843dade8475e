package io.weir.connector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class SinksTest {
    private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StandardStreams streams =
            new StandardStreams(InputStream::nullInputStream, () -> new PrintStream(out), () -> new PrintStream(err));

    private static SinkRequest request(RowType type, boolean insertOnly, int parallelism, Map<String, String> options) {
        return new SinkRequest(
                "t",
                options,
                type,
                List.of(),
                new int[0],
                List.of(),
                insertOnly,
                parallelism,
                Map.of(),
                ZoneId.of("Europe/Berlin"),
                Clock.SYSTEM,
                name -> new LineEncoders());
    }

    private static final class LineEncoders implements EncoderFactory {
        @Override
        public String identifier() {
            return "line";
        }

        @Override
        public Encoder create(EncoderRequest request) {
            // As the json format would write one column named line.
            return (batch, position, out) ->
                    out.append("{\"line\":\"" + ((BytesColumn) batch.column(0)).getString(position) + "\"}");
        }
    }

    private static void write(SinkFactory factory, SinkRequest request, Batch... batchOfEach) {
        try (Sink sink = factory.create(request)) {
            List<SinkWriter> writers = new ArrayList<>();
            for (int i = 0; i < batchOfEach.length; i++) {
                writers.add(sink.createWriter(i));
                assertThat(writers.get(i).write(batchOfEach[i])).isTrue();
            }
            for (SinkWriter writer : writers) {
                writer.flush();
                writer.finish();
                writer.close();
            }
            sink.commit(1, List.of());
        }
    }

    private static Batch lines(String... lines) {
        Batch batch = Columns.batch(RowType.of(STRING), lines.length);
        for (int i = 0; i < lines.length; i++) {
            ((BytesColumn) batch.column(0)).set(i, lines[i]);
        }
        batch.setRowCount(lines.length);
        return batch;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** One row of each kind of column, and one of nulls. */
    private static final RowType MANY = RowType.of(
            new LogicalType[] {
                new IntType(),
                STRING,
                new DecimalType(10, 2),
                new DecimalType(38, 3),
                new TimestampType(3),
                new TimestampType(6),
                new LocalZonedTimestampType(3),
                new DateType(),
                new VarBinaryType(10),
                new ArrayType(new IntType()),
                new MapType(STRING, new BigIntType()),
                RowType.of(new IntType(), STRING)
            },
            new String[] {"i", "s", "d", "big", "ts", "us", "ltz", "date", "bin", "arr", "map", "row"});

    private static Batch many() {
        Batch batch = Columns.batch(MANY, 2);
        ((IntColumn) batch.column(0)).set(0, -7);
        ((BytesColumn) batch.column(1)).set(0, "grün");
        ((LongColumn) batch.column(2)).set(0, 1050);
        ((DecimalColumn) batch.column(3)).set(0, new BigInteger("-12345678901234567890123"));
        ((LongColumn) batch.column(4)).set(0, 1_600_000_000_000L);
        ((TimestampColumn) batch.column(5)).set(0, -1, 1_000);
        ((LongColumn) batch.column(6)).set(0, 1_600_000_000_123L);
        ((IntColumn) batch.column(7)).set(0, -1);
        ((BytesColumn) batch.column(8)).set(0, new byte[] {1, (byte) 0xAB});
        ArrayColumn array = (ArrayColumn) batch.column(9);
        array.begin(0);
        ((IntColumn) array.elements()).set(array.addElement(), 1);
        array.elements().setNull(array.addElement());
        MapColumn map = (MapColumn) batch.column(10);
        map.begin(0);
        int entry = map.addEntry();
        ((BytesColumn) map.keys()).set(entry, "k");
        ((LongColumn) map.values()).set(entry, 5);
        RowColumn row = (RowColumn) batch.column(11);
        ((IntColumn) row.field(0)).set(0, 3);
        row.field(1).setNull(0);
        for (int i = 0; i < batch.columnCount(); i++) {
            batch.column(i).setNull(1);
        }
        batch.setRowKind(1, RowKinds.DELETE);
        batch.setRowCount(2);
        return batch;
    }

    @Test
    void rowsArePrintedInTheFormOfFlink() {
        write(new PrintSinkFactory(streams), request(MANY, false, 1, Map.of("connector", "print")), many());

        assertThat(printed())
                .isEqualTo("+I[-7, grün, 10.50, -12345678901234567890.123, 2020-09-13T12:26:40, "
                        + "1969-12-31T23:59:59.999001, 2020-09-13T12:26:40.123Z, 1969-12-31, [1, -85], "
                        + "[1, null], {k=5}, +I[3, null]]\n"
                        + "-D[null, null, null, null, null, null, null, null, null, null, null, null]\n");
    }

    @Test
    void eachWriterHasItsPrefix() {
        RowType type = RowType.of(STRING);
        write(new PrintSinkFactory(streams), request(type, true, 2, Map.of()), lines("a"), lines("b"));
        write(new PrintSinkFactory(streams), request(type, true, 1, Map.of("print-identifier", "p")), lines("c"));
        write(
                new PrintSinkFactory(streams),
                request(type, true, 2, Map.of("print-identifier", "p", "standard-error", "true")),
                lines("d"));

        assertThat(printed()).isEqualTo("1> +I[a]\n2> +I[b]\np> +I[c]\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("p:1> +I[d]\n");
    }

    @Test
    void wrongAndUnknownOptionsAreNamed() {
        RowType type = RowType.of(STRING);
        PrintSinkFactory factory = new PrintSinkFactory(streams);
        assertThatThrownBy(() -> factory.create(request(type, true, 1, Map.of("standard-error", "maybe"))))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("table t, option 'standard-error'")
                .hasMessageContaining("true or false");
        assertThatThrownBy(() -> factory.create(request(type, true, 1, Map.of("colour", "red"))))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("'colour'");
    }

    @Test
    void aClosedOutputIsAnErrorNotALoop() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        };
        StandardStreams broken = new StandardStreams(
                InputStream::nullInputStream, () -> new PrintStream(closed), () -> new PrintStream(err));
        assertThatThrownBy(() ->
                        write(new PrintSinkFactory(broken), request(RowType.of(STRING), true, 1, Map.of()), lines("a")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("standard output was closed");
    }

    @Test
    void theBlackHoleTakesEverything() {
        write(new BlackholeSinkFactory(), request(MANY, false, 1, Map.of("connector", "blackhole")), many());
        assertThat(printed()).isEmpty();
    }

    @Test
    void aResultIsPrintedAsATable() {
        RowType type = RowType.of(new LogicalType[] {STRING, new BigIntType()}, new String[] {"page", "n"});
        Batch batch = Columns.batch(type, 3);
        String[] pages = {"/", "世界", "a\nb"};
        for (int i = 0; i < pages.length; i++) {
            ((BytesColumn) batch.column(0)).set(i, pages[i]);
            ((LongColumn) batch.column(1)).set(i, 10 * i);
        }
        batch.column(1).setNull(2);
        batch.setRowKind(1, RowKinds.UPDATE_AFTER);
        batch.setRowCount(3);

        write(
                new ResultSinkFactory(new ResultPrinter(ResultFormat.TABLE, streams)),
                request(type, false, 1, Map.of()),
                batch);

        assertThat(printed()).isEqualTo("""
                        +----+------+--------+
                        | op | page |      n |
                        +----+------+--------+
                        | +I | /    |      0 |
                        | +U | 世界 |     10 |
                        | +I | a·b  | <NULL> |
                        +----+------+--------+
                        3 rows in set
                        """);
    }

    @Test
    void aTableShowsValuesAsFlinkCastsThem() {
        write(
                new ResultSinkFactory(new ResultPrinter(ResultFormat.TABLE, streams)),
                request(MANY, true, 1, Map.of()),
                many());

        assertThat(printed().lines().toList().get(3).replaceAll(" +", " "))
                .isEqualTo("| -7 | grün | 10.50 | -12345678901234567890.123 | 2020-09-13 12:26:40.000 "
                        + "| 1969-12-31 23:59:59.999001 | 2020-09-13 14:26:40.123 | 1969-12-31 | x'01ab' "
                        + "| [1, NULL] | {k=5} | (3, NULL) |");
    }

    @Test
    void anEmptyResultSaysSo() {
        write(
                new ResultSinkFactory(new ResultPrinter(ResultFormat.TABLE, streams)),
                request(MANY, true, 1, Map.of()),
                Columns.batch(MANY, 1));
        assertThat(printed()).isEqualTo("Empty set\n");
    }

    @Test
    void aResultIsPrintedAsJsonLines() {
        RowType type = RowType.of(new LogicalType[] {STRING}, new String[] {"line"});
        ResultPrinter printer = new ResultPrinter(ResultFormat.JSON, streams);
        write(new ResultSinkFactory(printer), request(type, true, 2, Map.of()), lines("a", "b"), lines("c"));
        assertThat(printed()).isEqualTo("""
                        {"line":"a"}
                        {"line":"b"}
                        {"line":"c"}
                        """);
    }

    @Test
    void changesAreNamedInJsonAndCsv() {
        RowType type = RowType.of(new LogicalType[] {STRING}, new String[] {"op"});
        Batch batch = lines("a", "b");
        batch.setRowKind(1, RowKinds.UPDATE_BEFORE);
        write(
                new ResultSinkFactory(new ResultPrinter(ResultFormat.JSON, streams)),
                request(type, false, 1, Map.of()),
                batch);
        write(
                new ResultSinkFactory(new ResultPrinter(ResultFormat.CSV, streams)),
                request(RowType.of(new LogicalType[] {STRING}, new String[] {"a,b"}), false, 1, Map.of()),
                batch);

        assertThat(printed()).isEqualTo("""
                        {"_op":"+I","line":"a"}
                        {"_op":"-U","line":"b"}
                        op,"a,b"
                        +I,{"line":"a"}
                        -U,{"line":"b"}
                        """);
    }
}
