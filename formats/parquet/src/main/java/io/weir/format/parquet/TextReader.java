package io.weir.format.parquet;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;

/**
 * Bytes and texts. A batch whose values lie in one dictionary or page refers to them; only where values come from
 * several are they copied.
 */
final class TextReader implements ValueReader {
    private int[] starts = new int[0];
    private int[] lengths = new int[0];

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        BytesColumn column = (BytesColumn) to;
        byte[] texts = from.texts();
        if (at == 0) {
            column.view(texts);
        }
        if (column.data() == texts) {
            from.readTexts(column.starts(), column.lengths(), at, count);
            return;
        }
        if (starts.length < count) {
            starts = new int[count];
            lengths = new int[count];
        }
        from.readTexts(starts, lengths, 0, count);
        for (int i = 0; i < count; i++) {
            column.set(at + i, texts, starts[i], lengths[i]);
        }
    }
}
