package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.types.logical.RowType;

/**
 * Encodes each change as a record of its own, byte for byte as Flink's formats do: what was before an update is written
 * as a deletion, what is now as an insertion.
 */
abstract class ChangelogJsonEncoder implements Encoder {
    private final JsonRowWriter writer;
    private final byte[] beforeInsertion;
    private final byte[] afterInsertion;
    private final byte[] beforeDeletion;
    private final byte[] afterDeletion;

    /**
     * Makes an encoder.
     *
     * @param insertion the record of an insertion, with {@code $} in the place of the row
     * @param deletion the record of a deletion
     */
    ChangelogJsonEncoder(RowType type, JsonOptions options, String insertion, String deletion) {
        writer = new JsonValueWriters(options).row(type);
        beforeInsertion = part(insertion, 0);
        afterInsertion = part(insertion, 1);
        beforeDeletion = part(deletion, 0);
        afterDeletion = part(deletion, 1);
    }

    private static byte[] part(String record, int index) {
        return record.split("\\$", 2)[index].getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public final void encode(Batch batch, int position, ByteSink out) {
        int length = out.length();
        boolean isAddition = RowKinds.isAddition(batch.rowKind(position));
        try {
            out.append(isAddition ? beforeInsertion : beforeDeletion);
            writer.writeFields(batch, position, out);
            out.append(isAddition ? afterInsertion : afterDeletion);
        } catch (RuntimeException e) {
            out.truncate(length);
            throw e;
        }
    }
}
