package io.weir.format.json;

import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.DecoderRequest;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/** Decodes changes that hold both rows whole: {@code {"before": {…}, "after": {…}, "op": "u"}}. */
abstract class BeforeAfterJsonDecoder extends ChangelogJsonDecoder {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;
    private static final int OPERATION = 2;

    private final Words words;

    /**
     * What a format calls things.
     *
     * @param operation the field that says what was done
     * @param insertions what it is for a new row
     * @param update what it is for a changed row
     * @param deletion what it is for a removed row
     */
    record Words(String operation, Set<String> insertions, String update, String deletion) {}

    BeforeAfterJsonDecoder(
            DecoderRequest request, ChangelogOptions options, List<ChangelogMetadata> known, Words words) {
        super(
                request,
                options,
                known,
                List.of(
                        new RowType.RowField("before", request.type()),
                        new RowType.RowField("after", request.type()),
                        new RowType.RowField(words.operation(), VarCharType.STRING_TYPE)),
                false,
                true);
        this.words = words;
    }

    @Override
    final RowColumn before() {
        return (RowColumn) envelope.field(BEFORE);
    }

    @Override
    final RowColumn after() {
        return (RowColumn) envelope.field(AFTER);
    }

    @Override
    final String unfold(int record) {
        String operation = envelope.text(OPERATION, record);
        if (operation == null) {
            return "field " + words.operation() + " is missing";
        }
        boolean isInsertion = words.insertions().contains(operation);
        boolean isUpdate = operation.equals(words.update());
        if (!isInsertion && !isUpdate && !operation.equals(words.deletion())) {
            return "'" + operation + "' is no value of field " + words.operation();
        }
        String problem = problemOf(isInsertion ? null : operation, isInsertion || isUpdate ? operation : null, record);
        problem = problem.isEmpty() ? envelope.readMetadata(record) : problem;
        if (!problem.isEmpty()) {
            return problem;
        }
        if (!isInsertion) {
            rows.add(false, record, isUpdate ? RowKinds.UPDATE_BEFORE : RowKinds.DELETE);
        }
        if (isInsertion || isUpdate) {
            rows.add(true, record, isUpdate ? RowKinds.UPDATE_AFTER : RowKinds.INSERT);
        }
        return "";
    }

    /** Looks for the rows that are needed: operations that need what was before, and what is now. */
    private String problemOf(@Nullable String needsBefore, @Nullable String needsAfter, int record) {
        if (needsBefore != null && before().isNull(record)) {
            return "field before is null in a change '" + needsBefore
                    + "'; from PostgreSQL it needs: ALTER TABLE … REPLICA IDENTITY FULL";
        }
        return needsAfter != null && after().isNull(record)
                ? "field after is null in a change '" + needsAfter + "'"
                : "";
    }
}
