package io.weir.format.csv;

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

class CsvDecoderTest {
    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
    private static final RowType RECORD =
            RowType.of(new LogicalType[] {TEXT, TEXT, new IntType()}, new String[] {"user", "page", "load"});
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType(), TEXT}, new String[] {"load", "page"});

    private final Batch batch = Columns.batch(TYPE, 2);

    private static Decoder decoder(Map<String, String> options) {
        return new CsvDecoderFactory().create(new DecoderRequest(TYPE, RECORD, options, ZoneOffset.UTC));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            String load = batch.column(0).isNull(row) ? "null" : String.valueOf(((IntColumn) batch.column(0)).get(row));
            String page = batch.column(1).isNull(row) ? "null" : ((BytesColumn) batch.column(1)).getString(row);
            rows.add(page + ":" + load);
        }
        return rows;
    }

    private void decodeLines(Map<String, String> options, String lines) {
        byte[] data = lines.getBytes(StandardCharsets.UTF_8);
        decoder(options).decodeLines(data, 0, data.length, batch);
    }

    @Test
    void takesValuesByTheirPlaceInTheRecord() {
        decodeLines(Map.of(), "u1,/home,7\nu2,\"a, \"\"quoted\"\" page\",8\r\nu3,grün,9");

        assertThat(rows()).containsExactly("/home:7", "a, \"quoted\" page:8", "grün:9");
    }

    @Test
    void namesTheOffsetAndTheReason() {
        assertThatThrownBy(() -> decodeLines(Map.of(), "u1,/home,7\nu2,/cart,x\n"))
                .isInstanceOfSatisfying(
                        RecordException.class, e -> assertThat(e.offset()).isEqualTo(11))
                .hasMessage("field load: For input string: \"x\"");
        assertThat(rows()).containsExactly("/home:7");
    }

    @Test
    void countsSkippedRecords() {
        Decoder decoder = decoder(Map.of("ignore-parse-errors", "true"));
        byte[] lines = "u1,/home,7\nu2,/cart,8,9,10\nu3,\"/x\"y,9\nu4,/end,x\n".getBytes(StandardCharsets.UTF_8);

        decoder.decodeLines(lines, 0, lines.length, batch);

        assertThat(rows()).containsExactly("/home:7", "/end:null");
        assertThat(decoder.skippedRecords()).isEqualTo(2);
    }

    @Test
    void refusesALineEndInQuotesEvenWhenErrorsAreIgnored() {
        assertThatThrownBy(() -> decodeLines(Map.of("ignore-parse-errors", "true"), "u1,\"two\nlines\",7\nu2,/b,8\n"))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("does not end in its line");
    }

    @Test
    void takesALineEndInQuotesInARecordOfItsOwn() {
        byte[] record = "u1,\"two\nlines\",7".getBytes(StandardCharsets.UTF_8);

        decoder(Map.of()).decodeRecord(record, 0, record.length, batch);

        assertThat(rows()).containsExactly("two\nlines:7");
    }

    @Test
    void takesEscapedDelimiters() {
        decodeLines(Map.of("field-delimiter", "\\t"), "u1\t/home\t7\n");
        decodeLines(Map.of("field-delimiter", "\\u0001"), "u1\u0001/cart\u00018\n");

        assertThat(rows()).containsExactly("/home:7", "/cart:8");
    }

    @Test
    void refusesWrongOptionsAndTypes() {
        assertThatThrownBy(() -> decoder(Map.of("field-delimiter", ";;")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("a single character");
        assertThatThrownBy(() -> decoder(Map.of("field-delimitr", ";")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("has no option 'field-delimitr'");
        assertThatThrownBy(() -> decoder(Map.of("quote-character", "'", "disable-quote-character", "true")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("cannot be used together");
        RowType type = RowType.of(new MapType(TEXT, TEXT));
        assertThatThrownBy(() -> new CsvDecoderFactory().create(new DecoderRequest(type, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("has no type MAP");
    }
}
