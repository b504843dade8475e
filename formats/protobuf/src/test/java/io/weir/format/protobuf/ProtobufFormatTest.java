package io.weir.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** What a NULL is in a message, and what a user is told. */
class ProtobufFormatTest {
    private static final LogicalType STRING = VarCharType.STRING_TYPE;

    private static Decoder decoder(String messageClass, String column, LogicalType type, String... more) {
        Map<String, String> options = new HashMap<>(Map.of("message-class-name", messageClass));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        RowType row = RowType.of(new LogicalType[] {type}, new String[] {column});
        return new ProtobufDecoderFactory().create(new DecoderRequest(row, options, ZoneOffset.UTC));
    }

    @Test
    void aMistakeSaysWhatToDo() {
        assertThatThrownBy(() -> decoder("com.example.Nope", "a", STRING))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("there is no class com.example.Nope")
                .hasMessageContaining("Name its jar with ADD JAR");
        assertThatThrownBy(() -> decoder("com.google.protobuf.DescriptorProtos.FieldOptions", "a", STRING))
                .hasMessageContaining("com.google.protobuf.DescriptorProtos$FieldOptions");
        assertThatThrownBy(() -> decoder("java.lang.String", "a", STRING))
                .hasMessageContaining("class java.lang.String is none that protoc has generated");
        assertThatThrownBy(() -> decoder("com.google.protobuf.Type", "nmae", STRING))
                .hasMessageContaining("no field for column nmae in message google.protobuf.Type")
                .hasMessageContaining("Its fields are name, fields, oneofs");
        assertThatThrownBy(() -> decoder("com.google.protobuf.Type", "oneofs", STRING))
                .hasMessageContaining("google.protobuf.Type.oneofs as")
                .hasMessageContaining("Declare it as ARRAY<STRING>");
        assertThatThrownBy(() -> decoder("com.google.protobuf.Struct", "fields", new IntType()))
                .hasMessageContaining("Declare it as MAP<STRING, ROW<…> with the fields of google.protobuf.Value>");
        assertThatThrownBy(() -> decoder("com.google.protobuf.Type", "name", STRING, "ignore-default-values", "true"))
                .hasMessageContaining("no option 'ignore-default-values'");
        assertThatThrownBy(() -> ProtobufOptions.of(Map.of()))
                .hasMessageContaining("needs the option 'message-class-name'");
    }

    @Test
    void aNullIsNoMessageAndIsSkippedIfSoAsked() {
        Batch batch = Columns.batch(RowType.of(STRING), 1);
        assertThatThrownBy(() ->
                        decoder("com.google.protobuf.Type", "name", STRING).decodeNull(batch))
                .isInstanceOf(RecordException.class)
                .hasMessage("the record is null");
        Decoder lenient = decoder("com.google.protobuf.Type", "name", STRING, "ignore-parse-errors", "true");
        lenient.decodeNull(batch);
        lenient.decodeRecord(new byte[] {7}, 0, 1, batch);
        assertThat(batch.rowCount()).isZero();
        assertThat(lenient.skippedRecords()).isEqualTo(2);
    }

    private static byte[] encode(String messageClass, RowType type, Batch batch) {
        Map<String, String> options = Map.of("message-class-name", messageClass, "write-null-string-literal", "none");
        ByteSink out = new ByteSink();
        new ProtobufEncoderFactory()
                .create(new EncoderRequest(type, options, ZoneOffset.UTC))
                .encode(batch, 0, out);
        return Arrays.copyOf(out.bytes(), out.length());
    }

    @Test
    void aNullInAnArrayOrMapIsADefault() throws Exception {
        RowType texts = RowType.of(new LogicalType[] {new ArrayType(STRING)}, new String[] {"oneofs"});
        Batch batch = Columns.batch(texts, 1);
        ArrayColumn array = (ArrayColumn) batch.column(0);
        array.begin(0);
        ((BytesColumn) array.elements()).set(array.addElement(), "a");
        array.elements().writeNull(array.addElement());
        batch.setRowCount(1);
        assertThat(com.google.protobuf.Type.parseFrom(encode("com.google.protobuf.Type", texts, batch))
                        .getOneofsList())
                .containsExactly("a", "none");

        RowType value = RowType.of(new LogicalType[] {STRING}, new String[] {"string_value"});
        RowType entries = RowType.of(new LogicalType[] {new MapType(STRING, value)}, new String[] {"fields"});
        Batch maps = Columns.batch(entries, 1);
        MapColumn map = (MapColumn) maps.column(0);
        map.begin(0);
        int entry = map.addEntry();
        ((BytesColumn) map.keys()).set(entry, "k");
        map.values().writeNull(entry);
        maps.setRowCount(1);
        assertThat(Struct.parseFrom(encode("com.google.protobuf.Struct", entries, maps))
                        .getFieldsMap())
                .isEqualTo(Map.of("k", Value.getDefaultInstance()));

        RowType values = RowType.of(new LogicalType[] {new ArrayType(value)}, new String[] {"values"});
        Batch lists = Columns.batch(values, 1);
        ArrayColumn list = (ArrayColumn) lists.column(0);
        list.begin(0);
        list.elements().writeNull(list.addElement());
        lists.setRowCount(1);
        assertThat(ListValue.parseFrom(encode("com.google.protobuf.ListValue", values, lists))
                        .getValuesList())
                .containsExactly(Value.getDefaultInstance());
    }

    @Test
    void aRequiredFieldThatIsNullSaysSo() {
        String messageClass = "com.google.protobuf.DescriptorProtos$UninterpretedOption$NamePart";
        RowType type = RowType.of(new LogicalType[] {STRING}, new String[] {"name_part"});
        Batch batch = Columns.batch(type, 1);
        batch.column(0).writeNull(0);
        batch.setRowCount(1);
        assertThatThrownBy(() -> encode(messageClass, type, batch))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("lacks fields that are required")
                .hasMessageContaining("name_part");
    }
}
