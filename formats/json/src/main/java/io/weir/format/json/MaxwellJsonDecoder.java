package io.weir.format.json;

import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.DecoderRequest;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Decodes what Maxwell writes: {@code {"data": {…}, "old": {…}, "type": "update"}}. */
final class MaxwellJsonDecoder extends DataOldJsonDecoder {
    MaxwellJsonDecoder(DecoderRequest request, ChangelogOptions options) {
        super(
                request,
                options,
                ChangelogMetadata.MAXWELL,
                List.of(
                        new RowType.RowField("data", request.type()),
                        new RowType.RowField("old", request.type()),
                        new RowType.RowField("type", VarCharType.STRING_TYPE)));
    }

    @Override
    RowColumn before() {
        return (RowColumn) envelope.field(OLD);
    }

    @Override
    RowColumn after() {
        return (RowColumn) envelope.field(DATA);
    }

    @Override
    String unfold(int record) {
        String type = envelope.text(TYPE, record);
        if (type == null) {
            return "field type is missing";
        }
        boolean isUpdate = type.equals("update");
        boolean isInsertion = type.equals("insert");
        if (!isUpdate && !isInsertion && !type.equals("delete")) {
            return unknown(type);
        }
        if (after().isNull(record)) {
            return "field data is null in a change '" + type + "'";
        } else if (isUpdate && before().isNull(record)) {
            return "field old is null in a change '" + type + "'";
        }
        String problem = envelope.readMetadata(record);
        if (!problem.isEmpty()) {
            return problem;
        }
        if (isUpdate) {
            beginRecord();
            addUpdate(record, record);
        } else {
            rows.add(true, record, isInsertion ? RowKinds.INSERT : RowKinds.DELETE);
        }
        return "";
    }
}
