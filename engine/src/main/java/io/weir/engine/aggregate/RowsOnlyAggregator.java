package io.weir.engine.aggregate;

import io.weir.columnar.Column;

/** An aggregator without partial results: its aggregation is computed in one phase, from rows. */
abstract class RowsOnlyAggregator extends Aggregator {
    @Override
    public final boolean hasPartial() {
        return false;
    }

    @Override
    public final Column[] newPartialColumns(int capacity) {
        throw noPartial();
    }

    @Override
    public final void writePartial(int slot, Column[] columns, int first, int position) {
        throw noPartial();
    }

    @Override
    public final void mergePartial(Column[] columns, int first, int[] positions, int[] slots, int count) {
        throw noPartial();
    }

    private static IllegalStateException noPartial() {
        return new IllegalStateException("there is no partial form");
    }
}
