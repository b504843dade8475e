package io.weir.columnar;

/** ROW and structured values: one column for each field, all of them indexed by the position of the row. */
public final class RowColumn extends Column {
    private final Column[] fields;

    public RowColumn(int capacity, Column... fields) {
        super(capacity);
        this.fields = fields;
        for (Column field : fields) {
            field.ensureCapacity(capacity);
        }
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.ROW;
    }

    public int fieldCount() {
        return fields.length;
    }

    public Column field(int index) {
        return fields[index];
    }

    @Override
    public void reset() {
        super.reset();
        for (Column field : fields) {
            field.reset();
        }
    }

    @Override
    void grow(int capacity) {
        for (Column field : fields) {
            field.ensureCapacity(capacity);
        }
    }

    @Override
    public RowColumn newEmpty(int capacity) {
        Column[] empty = new Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            empty[i] = fields[i].newEmpty(capacity);
        }
        return new RowColumn(capacity, empty);
    }

    @Override
    void setValue(int position, Column source, int sourcePosition) {
        RowColumn from = (RowColumn) source;
        for (int i = 0; i < fields.length; i++) {
            fields[i].set(position, from.fields[i], sourcePosition);
        }
    }

    @Override
    void forgetNull(int position) {
        super.forgetNull(position);
        for (Column field : fields) {
            field.forgetNull(position);
        }
    }

    /** A null row has null fields, so that reading a field needs no look at the row itself. */
    @Override
    void setNullValue(int position) {
        for (Column field : fields) {
            field.setNull(position);
            field.setNullValue(position);
        }
    }

    @Override
    public void gather(Column source, int[] positions, int count) {
        reset();
        ensureCapacity(count);
        gatherNulls(source, positions, count);
        RowColumn from = (RowColumn) source;
        for (int i = 0; i < fields.length; i++) {
            fields[i].gather(from.fields[i], positions, count);
        }
    }

    @Override
    public long memoryBytes() {
        long bytes = capacity();
        for (Column field : fields) {
            bytes += field.memoryBytes();
        }
        return bytes;
    }
}
