package io.weir.format.json;

import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.DecoderRequest;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** Decodes changes that hold the row, and of its old values only those that have changed. */
abstract class DataOldJsonDecoder extends ChangelogJsonDecoder {
    static final int DATA = 0;
    static final int OLD = 1;
    static final int TYPE = 2;

    private final List<String> names;
    private final OldNames oldNames = new OldNames();
    private boolean areNamesRead;

    DataOldJsonDecoder(
            DecoderRequest request,
            ChangelogOptions options,
            List<ChangelogMetadata> known,
            List<RowType.RowField> change) {
        super(request, options, known, change, true, false);
        names = request.type().getFieldNames();
    }

    /** To be called before the rows of a record are noted. */
    final void beginRecord() {
        areNamesRead = false;
    }

    /** Notes a change: the old row inherits from the new one what it does not mention. */
    final void addUpdate(int oldPosition, int newPosition) {
        rows.add(false, oldPosition, RowKinds.UPDATE_BEFORE);
        RowColumn before = before();
        RowColumn after = after();
        for (int field = 0; field < names.size(); field++) {
            if (before.field(field).isNull(oldPosition) && !after.field(field).isNull(newPosition)) {
                if (!areNamesRead) {
                    areNamesRead = true;
                    oldNames.read(bytes());
                }
                if (!oldNames.contains(names.get(field))) {
                    rows.inherit(field, newPosition);
                }
            }
        }
        rows.add(true, newPosition, RowKinds.UPDATE_AFTER);
    }

    static String unknown(String type) {
        return "'" + type + "' is no value of field type";
    }
}
