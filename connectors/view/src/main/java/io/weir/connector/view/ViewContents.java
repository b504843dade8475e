package io.weir.connector.view;

import java.util.Arrays;
import java.util.Comparator;
import org.pcollections.TreePMap;

/**
 * One version of a view, as all who begin to read now see it; immutable.
 *
 * @param rows by key; of an append-only view by number
 */
record ViewContents(TreePMap<byte[], byte[]> rows, ViewFreshness freshness) {
    /** The order of keys. */
    static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    static final ViewContents NOTHING = new ViewContents(TreePMap.empty(ORDER), ViewFreshness.NEVER);

    ViewContents {
        assert rows.comparator() == ORDER;
    }
}
