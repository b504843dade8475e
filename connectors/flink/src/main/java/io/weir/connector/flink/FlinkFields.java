package io.weir.connector.flink;

import io.weir.engine.spi.SourceRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.types.logical.RowType;

/** What a source of Flink's gives that is asked for all physical columns: these, then the metadata. */
final class FlinkFields {
    private FlinkFields() {}

    /** The metadata that is wanted, each key once. */
    static List<String> metadataKeys(SourceRequest request) {
        List<String> keys = new ArrayList<>();
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata() && !keys.contains(field.metadataKey())) {
                keys.add(field.metadataKey());
            }
        }
        return keys;
    }

    /** The type of the rows. */
    static RowType producedType(SourceRequest request, List<String> metadataKeys) {
        List<RowType.RowField> fields = new ArrayList<>(request.recordType().getFields());
        Map<String, SourceRequest.Field> byKey = new HashMap<>();
        request.fields().forEach(field -> byKey.putIfAbsent(field.metadataKey(), field));
        for (String key : metadataKeys) {
            SourceRequest.Field field = Objects.requireNonNull(byKey.get(key));
            fields.add(new RowType.RowField("$metadata$" + key, field.type()));
        }
        return new RowType(fields);
    }

    /** Where the fields that are wanted stand in the rows. */
    static int[] producedIndexes(SourceRequest request, List<String> metadataKeys) {
        List<String> physical = request.recordType().getFieldNames();
        return request.fields().stream()
                .mapToInt(field -> field.isMetadata()
                        ? physical.size() + metadataKeys.indexOf(field.metadataKey())
                        : physical.indexOf(field.name()))
                .toArray();
    }
}
