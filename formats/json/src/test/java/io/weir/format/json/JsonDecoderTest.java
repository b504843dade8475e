package io.weir.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {new VarCharType(VarCharType.MAX_LENGTH), new IntType()}, new String[] {"page", "load"});

    private final Batch batch = Columns.batch(TYPE, 2);

    private static Decoder decoder(Map<String, String> options) {
        return new JsonDecoderFactory().create(new DecoderRequest(TYPE, options, ZoneOffset.UTC));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            String page = batch.column(0).isNull(row) ? "null" : ((BytesColumn) batch.column(0)).getString(row);
            String load = batch.column(1).isNull(row) ? "null" : String.valueOf(((IntColumn) batch.column(1)).get(row));
            rows.add(page + ":" + load);
        }
        return rows;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void skipsEmptyLinesAndReturns() {
        byte[] lines = bytes("\n{\"page\":\"a\",\"load\":1}\r\n\r\n\n{\"page\":\"b\",\"load\":2}");

        decoder(Map.of()).decodeLines(lines, 0, lines.length, batch);

        assertThat(rows()).containsExactly("a:1", "b:2");
    }

    @Test
    void givesTextAsViewsAndReplacesEscapesInPlace() {
        byte[] lines = bytes("{\"page\":\"plain\",\"load\":1}\n{\"page\":\"a\\\"\\u00e9\\ud83d\\ude00\",\"load\":2}\n"
                + " ".repeat(200));

        decoder(Map.of()).decodeLines(lines, 0, lines.length - 200, batch);

        assertThat(rows()).containsExactly("plain:1", "a\"é😀:2");
        assertThat(((BytesColumn) batch.column(0)).data()).isSameAs(lines);
    }

    @Test
    void namesTheOffsetAndTheReason() {
        byte[] lines = bytes("{\"page\":\"a\",\"load\":1}\n{\"page\":\"b\",\"load\":\"x\"}\n{\"page\":\"c\"}\n");

        assertThatThrownBy(() -> decoder(Map.of()).decodeLines(lines, 0, lines.length, batch))
                .isInstanceOfSatisfying(
                        RecordException.class, e -> assertThat(e.offset()).isEqualTo(22))
                .hasMessage("field load: For input string: \"x\"");
        assertThat(rows()).containsExactly("a:1");
    }

    @Test
    void saysWhereARecordIsNoJson() {
        byte[] record = bytes("{\"page\":\"a\" \"load\":1}");

        assertThatThrownBy(() -> decoder(Map.of()).decodeRecord(record, 0, record.length, batch))
                .isInstanceOf(RecordException.class)
                .hasMessageStartingWith("not valid JSON: ")
                .hasMessageEndingWith("(at byte 12 of the record)");
    }

    @Test
    void countsSkippedRecords() {
        byte[] lines = bytes("{\"page\":\"a\",\"load\":1}\n{\"page\":\n{\"load\":\"x\",\"page\":\"c\"}\nnonsense\n");
        Decoder decoder = decoder(Map.of("ignore-parse-errors", "true"));

        decoder.decodeLines(lines, 0, lines.length, batch);

        assertThat(rows()).containsExactly("a:1", "c:null");
        assertThat(decoder.skippedRecords()).isEqualTo(2);
    }

    @Test
    void leavesNoNullBehindInTheRowAfterASkippedRecord() {
        byte[] lines = bytes("{\"page\":null,\"load\":[}\n{\"page\":\"b\",\"load\":2}\n");

        decoder(Map.of("ignore-parse-errors", "true")).decodeLines(lines, 0, lines.length, batch);

        assertThat(rows()).containsExactly("b:2");
    }

    @Test
    void doesNotReadOnInTheNextLine() {
        byte[] lines = bytes("{\"page\":\"a\n\",\"load\":1}\n{\"page\":\"b\",\n\"load\":2}\n{\"page\":\"c\"}\n");
        Decoder decoder = decoder(Map.of("ignore-parse-errors", "true"));

        decoder.decodeLines(lines, 0, lines.length, batch);

        assertThat(rows()).containsExactly("c:null");
        assertThat(decoder.skippedRecords()).isEqualTo(4);
    }

    @Test
    void takesRecordsOfSeveralLines() {
        byte[] record = bytes("{\n  \"page\": \"a\",\n  \"load\": 7\n}\n");

        decoder(Map.of()).decodeRecord(record, 0, record.length, batch);

        assertThat(rows()).containsExactly("a:7");
    }

    @Test
    void takesAnArrayAsManyRows() {
        byte[] record = bytes("[{\"page\":\"a\",\"load\":1} , {\"load\":2},{}]");

        decoder(Map.of()).decodeRecord(record, 0, record.length, batch);

        assertThat(rows()).containsExactly("a:1", "null:2", "null:null");
    }

    @Test
    void skipsAByteOrderMark() {
        byte[] record = bytes("\uFEFF{\"page\":\"a\",\"load\":1}");

        decoder(Map.of()).decodeRecord(record, 0, record.length, batch);

        assertThat(rows()).containsExactly("a:1");
    }

    @Test
    void answersHugeNumbersAndDeepNestingAtOnce() {
        byte[] deep = bytes("{\"other\":" + "[".repeat(5000) + "]".repeat(5000) + ",\"load\":1}");
        byte[] huge = bytes("{\"load\":" + "9".repeat(5000) + "}");

        assertThatThrownBy(() -> decoder(Map.of()).decodeRecord(deep, 0, deep.length, batch))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> decoder(Map.of()).decodeRecord(huge, 0, huge.length, batch))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("Number");
    }

    @Test
    void refusesUnknownAndWrongOptions() {
        assertThatThrownBy(() -> decoder(Map.of("fail-on-mising-field", "true")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("fail-on-mising-field");
        assertThatThrownBy(() -> decoder(Map.of("timestamp-format.standard", "RFC")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("SQL or ISO-8601");
        assertThatThrownBy(() -> decoder(Map.of("ignore-parse-errors", "true", "fail-on-missing-field", "true")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("cannot both be true");
        RowType type = RowType.of(new MapType(new IntType(), new IntType()));
        assertThatThrownBy(() -> new JsonDecoderFactory().create(new DecoderRequest(type, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("STRING as the key");
    }
}
