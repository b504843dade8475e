package io.weir.format.json;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.text.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Writes values of single positions for the reference readers; any position may be written any number of times. */
final class JsonColumns {
    private JsonColumns() {}

    static void setNull(Column column, int position) {
        column.setNull(position);
        if (column instanceof BytesColumn bytes) {
            bytes.setView(position, 0, 0);
        } else if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                setNull(row.field(i), position);
            }
        } else if (column instanceof ArrayColumn array) {
            array.begin(position);
        } else if (column instanceof MapColumn map) {
            map.begin(position);
        }
    }

    static void setDecimal(Column column, int position, BigDecimal value, DecimalType type) {
        BigInteger unscaled = Decimals.fit(value, type.getPrecision(), type.getScale());
        if (unscaled == null) {
            setNull(column, position);
        } else if (column instanceof LongColumn compact) {
            compact.set(position, unscaled.longValueExact());
        } else {
            ((DecimalColumn) column).set(position, unscaled);
        }
    }

    /** Sets a DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ that is written as a text. */
    static void setTime(Column column, int position, String text, LogicalType type, boolean isIso) {
        LogicalTypeRoot root = type.getTypeRoot();
        if (root == LogicalTypeRoot.DATE) {
            ((IntColumn) column).set(position, JsonTexts.date(text));
        } else if (root == LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE) {
            ((IntColumn) column).set(position, JsonTexts.timeMillis(text));
        } else {
            boolean hasZone = root == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            TimestampData timestamp = JsonTexts.timestamp(text, isIso, hasZone);
            if (column instanceof LongColumn compact) {
                compact.set(position, timestamp.getMillisecond());
            } else {
                ((TimestampColumn) column).set(position, timestamp.getMillisecond(), timestamp.getNanoOfMillisecond());
            }
        }
    }

    /** Writes the entries of a map again in the order in which a HashMap gives their keys. */
    static void sortEntries(MapColumn column, int position, Map<?, Integer> entries) {
        column.begin(position);
        for (int from : entries.values()) {
            int to = column.addEntry();
            column.keys().set(to, column.keys(), from);
            column.values().set(to, column.values(), from);
        }
    }
}
