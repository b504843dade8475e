package io.weir.connector.flink;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;

/** Asks a lookup function for the rows of some keys. */
interface LookupCalls {
    /** The rows of each key, in the order of the keys; waits for them, on the reader's own thread. */
    List<Collection<RowData>> lookUp(RowData[] keys) throws Exception;
}
