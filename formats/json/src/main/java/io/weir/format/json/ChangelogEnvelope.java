package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The record of a change as a row: the change itself, the metadata that is asked for, and perhaps a payload around the
 * change.
 */
final class ChangelogEnvelope {
    private final RowType type;
    private final Batch batch;
    private final @Nullable RowColumn payload;
    private final List<ChangelogMetadata> metadata;
    private final Column[] metadataFields;
    private final Batch metadataValues;

    /**
     * Makes an envelope.
     *
     * @param change the fields of the change
     * @param metadata the metadata that is asked for
     * @param wanted the columns of the metadata
     * @param hasPayload true if change and metadata stand in a field {@code payload}
     */
    ChangelogEnvelope(
            List<RowType.RowField> change, List<ChangelogMetadata> metadata, RowType wanted, boolean hasPayload) {
        this.metadata = metadata;
        List<RowType.RowField> inner = new ArrayList<>(change);
        List<RowType.RowField> outer = new ArrayList<>();
        for (ChangelogMetadata entry : metadata) {
            List<RowType.RowField> fields = hasPayload && entry.isInRoot() ? outer : inner;
            if (indexOf(fields, entry) < 0) {
                fields.add(entry.field());
            }
        }
        if (hasPayload) {
            outer.add(0, new RowType.RowField("payload", new RowType(inner)));
        }
        type = new RowType(hasPayload ? outer : inner);
        batch = Columns.batch(type, 64);
        payload = hasPayload ? (RowColumn) batch.column(0) : null;
        metadataFields = new Column[metadata.size()];
        for (int i = 0; i < metadataFields.length; i++) {
            ChangelogMetadata entry = metadata.get(i);
            metadataFields[i] =
                    hasPayload && entry.isInRoot() ? batch.column(indexOf(outer, entry)) : field(indexOf(inner, entry));
        }
        metadataValues = Columns.batch(wanted, 64);
    }

    private static int indexOf(List<RowType.RowField> fields, ChangelogMetadata entry) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equals(entry.field().getName())) {
                return i;
            }
        }
        return -1;
    }

    /** The type of a record. */
    RowType type() {
        return type;
    }

    /** The records. */
    Batch batch() {
        return batch;
    }

    /** The metadata of the records that were read with {@link #readMetadata}. */
    Batch metadataValues() {
        return metadataValues;
    }

    /** A field of the change, by its number. */
    Column field(int index) {
        return payload == null ? batch.column(index) : payload.field(index);
    }

    /** A text among the fields of the change; null if there is none. */
    @Nullable
    String text(int index, int record) {
        BytesColumn column = (BytesColumn) field(index);
        return column.isNull(record) ? null : column.getString(record);
    }

    void clear() {
        batch.reset();
        metadataValues.reset();
    }

    /** Reads the metadata of a record. What is wrong with it, or an empty string. */
    String readMetadata(int record) {
        int position = metadataValues.rowCount();
        metadataValues.ensureCapacity(position + 1);
        for (int i = 0; i < metadataFields.length; i++) {
            Column from = metadataFields[i];
            Column to = metadataValues.column(i);
            if (from.isNull(record)) {
                JsonColumns.setNull(to, position);
                continue;
            }
            to.setNotNull(position); // an abandoned record may have left a null
            try {
                metadata.get(i).conversion().convert(from, record, to, position);
            } catch (RuntimeException e) {
                return "metadata " + metadata.get(i).key() + ": " + JsonReference.describe(e);
            }
        }
        metadataValues.setRowCount(position + 1);
        return "";
    }
}
