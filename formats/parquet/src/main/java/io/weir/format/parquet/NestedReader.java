package io.weir.format.parquet;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import java.util.ArrayList;
import java.util.List;

/** Puts lists, maps and rows together from the entries of their columns. */
final class NestedReader {
    private final FieldPlan plan;
    private final LeafEntries[] entries;
    /** The leaves below the plan, by number. */
    private final List<FieldPlan.Leaf> leaves = new ArrayList<>();

    /** @param entries room for those of all columns of a file; the ones below the plan are made */
    NestedReader(FieldPlan plan, LeafEntries[] entries) {
        this.plan = plan;
        this.entries = entries;
        collect(plan, leaves);
        for (FieldPlan.Leaf leaf : leaves) {
            entries[leaf.leaf()] = new LeafEntries(leaf.type(), leaf.node().definitionMax());
        }
    }

    private static void collect(FieldPlan plan, List<FieldPlan.Leaf> into) {
        if (plan instanceof FieldPlan.Leaf leaf) {
            into.add(leaf);
        } else if (plan instanceof FieldPlan.Row row) {
            row.fields().forEach(field -> collect(field, into));
        } else if (plan instanceof FieldPlan.Array array) {
            collect(array.element(), into);
        } else if (plan instanceof FieldPlan.Map map) {
            collect(map.key(), into);
            collect(map.value(), into);
        }
    }

    List<FieldPlan.Leaf> leaves() {
        return leaves;
    }

    /** Puts the rows together whose entries have been read. */
    void assemble(Column column, int count) {
        for (int i = 0; i < count; i++) {
            assemble(plan, column, i);
        }
    }

    private void assemble(FieldPlan field, Column column, int position) {
        if (field instanceof FieldPlan.Leaf leaf) {
            entries[leaf.leaf()].take(column, position);
        } else if (field instanceof FieldPlan.Row row) {
            assembleRow(row, (RowColumn) column, position);
        } else if (field instanceof FieldPlan.Array array) {
            assembleArray(array, (ArrayColumn) column, position);
        } else if (field instanceof FieldPlan.Map map) {
            assembleMap(map, (MapColumn) column, position);
        } else {
            setNull(column, position);
        }
    }

    private void assembleRow(FieldPlan.Row row, RowColumn column, int position) {
        if (first(row).definition() < row.node().definitionMax()) {
            setNull(column, position);
            pass(row);
            return;
        }
        for (int i = 0; i < column.fieldCount(); i++) {
            assemble(row.fields().get(i), column.field(i), position);
        }
    }

    private void assembleArray(FieldPlan.Array array, ArrayColumn column, int position) {
        column.begin(position);
        LeafEntries first = first(array);
        int definition = first.definition();
        if (definition < array.repeated().definitionMax()) {
            if (definition < array.node().definitionMax()) {
                column.setNull(position);
            }
            pass(array);
            return;
        }
        int level = array.repeated().repetitionMax();
        do {
            assemble(array.element(), column.elements(), column.addElement());
        } while (first.goesOn(level));
    }

    private void assembleMap(FieldPlan.Map map, MapColumn column, int position) {
        column.begin(position);
        LeafEntries first = first(map);
        int definition = first.definition();
        if (definition < map.repeated().definitionMax()) {
            if (definition < map.node().definitionMax()) {
                column.setNull(position);
            }
            pass(map);
            return;
        }
        int level = map.repeated().repetitionMax();
        do {
            int entry = column.addEntry();
            assemble(map.key(), column.keys(), entry);
            assemble(map.value(), column.values(), entry);
        } while (first.goesOn(level));
    }

    private LeafEntries first(FieldPlan field) {
        if (field instanceof FieldPlan.Leaf leaf) {
            return entries[leaf.leaf()];
        } else if (field instanceof FieldPlan.Row row) {
            for (FieldPlan child : row.fields()) {
                if (!(child instanceof FieldPlan.Missing)) {
                    return first(child);
                }
            }
        } else if (field instanceof FieldPlan.Array array) {
            return first(array.element());
        } else if (field instanceof FieldPlan.Map map) {
            return first(map.key());
        }
        throw new IllegalStateException("a field without a column");
    }

    private void pass(FieldPlan field) {
        if (field instanceof FieldPlan.Leaf leaf) {
            entries[leaf.leaf()].pass();
        } else if (field instanceof FieldPlan.Row row) {
            for (FieldPlan child : row.fields()) {
                pass(child);
            }
        } else if (field instanceof FieldPlan.Array array) {
            pass(array.element());
        } else if (field instanceof FieldPlan.Map map) {
            pass(map.key());
            pass(map.value());
        }
    }

    /** A row that is NULL has fields that are NULL; a text or list that is NULL can be read as an empty one. */
    static void setNull(Column column, int position) {
        column.setNull(position);
        if (column instanceof RowColumn row) {
            for (int i = 0; i < row.fieldCount(); i++) {
                setNull(row.field(i), position);
            }
        } else if (column instanceof ArrayColumn array) {
            array.begin(position);
        } else if (column instanceof MapColumn map) {
            map.begin(position);
        } else if (column instanceof BytesColumn bytes) {
            bytes.setView(position, 0, 0);
        }
    }
}
