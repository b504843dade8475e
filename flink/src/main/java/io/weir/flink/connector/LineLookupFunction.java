package io.weir.flink.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a text by key; all of them are decoded before the first is looked up. Public because Flink wants its
 * functions so.
 */
public final class LineLookupFunction extends LookupFunction {
    private static final long serialVersionUID = 1L;

    private final LineInput.Text input;
    private final LineTableSource.Decoding decoding;
    private final RowData.FieldGetter[] fields;
    private final int[] keys;
    private transient @Nullable Map<RowData, List<RowData>> rowsByKey;

    /** @param keys which of the decoded fields the key is */
    LineLookupFunction(LineInput.Text input, LineTableSource.Decoding decoding, RowType type, int[] keys) {
        this.input = input;
        this.decoding = decoding;
        this.fields = IntStream.range(0, type.getFieldCount())
                .mapToObj(field -> RowData.createFieldGetter(type.getTypeAt(field), field))
                .toArray(RowData.FieldGetter[]::new);
        this.keys = keys.clone();
    }

    @Override
    public void open(FunctionContext context) throws Exception {
        decoding.schema().open(new FunctionInitializationContext(context));
        Map<RowData, List<RowData>> byKey = new HashMap<>();
        for (String line : input.text().split("\n", -1)) {
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            RowData decoded =
                    text.isEmpty() ? null : decoding.schema().deserialize(text.getBytes(StandardCharsets.UTF_8));
            if (decoded != null) {
                GenericRowData row = row(decoded);
                byKey.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row);
            }
        }
        rowsByKey = byKey;
    }

    /** A row of one's own: some formats give the same object again and again. */
    private GenericRowData row(RowData decoded) {
        int[] projection = decoding.projection();
        RowData wanted =
                projection == null ? decoded : ProjectedRowData.from(projection).replaceRow(decoded);
        GenericRowData row = new GenericRowData(fields.length);
        for (int i = 0; i < fields.length; i++) {
            row.setField(i, fields[i].getFieldOrNull(wanted));
        }
        return row;
    }

    private RowData key(GenericRowData row) {
        GenericRowData key = new GenericRowData(keys.length);
        for (int i = 0; i < keys.length; i++) {
            key.setField(i, row.getField(keys[i]));
        }
        return key;
    }

    @Override
    public Collection<RowData> lookup(RowData key) throws IOException {
        if (rowsByKey == null) {
            throw new IOException("not open");
        }
        return rowsByKey.getOrDefault(key, List.of());
    }

    private record FunctionInitializationContext(FunctionContext function)
            implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return function.getMetricGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(LineLookupFunction.class.getClassLoader());
        }
    }
}
