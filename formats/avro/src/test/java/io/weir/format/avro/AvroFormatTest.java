package io.weir.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.IntColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;

/** What a user is told. */
class AvroFormatTest {
    private static void decoder(LogicalType type, Map<String, String> options) {
        new AvroDecoderFactory().create(new DecoderRequest(RowType.of(type), options, ZoneOffset.UTC));
    }

    @Test
    void typesAndOptionsThatAvroHasNotAreRefused() {
        assertThatThrownBy(() -> decoder(new TimestampType(6), Map.of()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("The format avro has no column of type TIMESTAMP(6)")
                .hasMessageContaining("TIMESTAMP(3)");
        assertThatThrownBy(() -> decoder(new LocalZonedTimestampType(3), Map.of()))
                .hasMessageContaining("'avro.timestamp_mapping.legacy' = 'false'");
        assertThatThrownBy(() -> decoder(new MapType(new IntType(), new IntType()), Map.of()))
                .hasMessageContaining("Use STRING as the key type");
        assertThatThrownBy(() -> decoder(new IntType(), Map.of("encoding", "xml")))
                .hasMessageContaining("'xml' is no value for the option encoding of the format avro");
        assertThatThrownBy(() -> decoder(new IntType(), Map.of("schema", "x")))
                .hasMessageContaining("no option 'schema'");
        RowType badName = RowType.of(new LogicalType[] {new IntType()}, new String[] {"a-b"});
        assertThatThrownBy(() -> new AvroEncoderFactory().create(new EncoderRequest(badName, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("a-b")
                .hasMessageContaining("Rename the column");
    }

    @Test
    void filesAndLinesAreNotNative() {
        RowType type = RowType.of(new IntType());
        AvroDecoderFactory decoders = new AvroDecoderFactory();
        assertThat(decoders.decodesLines()).isFalse();
        assertThatThrownBy(() -> decoders.createForFiles(new DecoderRequest(type, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(NotNativeException.class);
        assertThatThrownBy(() ->
                        new AvroEncoderFactory().createForFiles(new EncoderRequest(type, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(NotNativeException.class);
    }

    @Test
    void aRecordThatEndsTooEarlySaysSo() {
        RowType type = RowType.of(new IntType());
        Batch batch = Columns.batch(type, 1);
        assertThatThrownBy(() -> new AvroDecoderFactory()
                        .create(new DecoderRequest(type, Map.of(), ZoneOffset.UTC))
                        .decodeRecord(new byte[] {2}, 0, 1, batch))
                .isInstanceOf(RecordException.class)
                .hasMessage("it ends too early");
        assertThat(batch.rowCount()).isZero();
    }

    @Test
    void aNullThatMayNotBeIsRefused() {
        RowType type = RowType.of(new IntType(false), new IntType(false));
        Batch batch = Columns.batch(type, 1);
        ((IntColumn) batch.column(0)).set(0, 1);
        batch.column(1).writeNull(0);
        batch.setRowCount(1);
        ByteSink out = new ByteSink();
        assertThatThrownBy(() -> new AvroEncoderFactory()
                        .create(new EncoderRequest(type, Map.of(), ZoneOffset.UTC))
                        .encode(batch, 0, out))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("field f1");
        assertThat(out.length()).isZero();
    }
}
