package io.weir.format.parquet;

import io.weir.engine.spi.FileLayout;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** A file whose footer was read: its row groups, and how the wanted fields are read from it. */
final class ParquetFile implements FileLayout {
    private final Path path;
    private final List<RowGroup> groups;
    private final SchemaMatcher.Matched matched;

    ParquetFile(Path path, List<RowGroup> groups, SchemaMatcher.Matched matched) {
        this.path = path;
        this.groups = List.copyOf(groups);
        this.matched = matched;
    }

    @Override
    public int groupCount() {
        return groups.size();
    }

    @Override
    public long rowCount(int group) {
        return groups.get(group).getNum_rows();
    }

    @Override
    public ParquetRowGroup open(int group) {
        RowGroup its = groups.get(group);
        ColumnPages[] pages = new ColumnPages[matched.leaves().size()];
        for (FieldPlan.Leaf leaf : matched.leaves()) {
            if (leaf.node().column() >= its.getColumnsSize()) {
                throw ParquetRowGroup.damaged(path, group, leaf.node().name(), "a column chunk is missing", null);
            }
            ColumnMetaData column = its.getColumns().get(leaf.node().column()).getMeta_data();
            if (column == null) {
                throw ParquetRowGroup.damaged(path, group, leaf.node().name(), "it lies in another file", null);
            }
            pages[leaf.leaf()] = new ColumnPages(leaf.node(), column);
        }
        return new ParquetRowGroup(path, group, its.getNum_rows(), matched.fields(), matched.leaves(), pages);
    }
}
