package io.weir.format.parquet;

import io.weir.columnar.Batch;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.FileLayout;
import io.weir.engine.spi.RowGroup;
import io.weir.engine.spi.RowGroupReader;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Reads a file's rows as several readers of a source do: each takes the next range of rows. */
final class ParquetRows {
    private ParquetRows() {}

    static List<String> read(Path file, RowType type, int readers, int rangeRows) {
        return read(file, type, readers, rangeRows, Map.of("utc-timezone", "true"));
    }

    static List<String> read(Path file, RowType type, int readers, int rangeRows, Map<String, String> options) {
        FileDecoder decoder = new ParquetDecoderFactory()
                .createForFiles(new DecoderRequest(type, new HashMap<>(options), ZoneOffset.UTC))
                .orElseThrow();
        FileLayout layout = decoder.open(file);
        RowConverter converter = new RowConverter(type);
        List<RowGroupReader> all = new ArrayList<>();
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            all.add(decoder.createReader());
            batches.add(Columns.batch(type, 16));
        }
        List<String> rows = new ArrayList<>();
        int turn = 0;
        for (int g = 0; g < layout.groupCount(); g++) {
            RowGroup group = layout.open(g);
            for (long row = 0; row < group.rowCount(); row += rangeRows) {
                int reader = turn++ % readers;
                Batch batch = batches.get(reader);
                batch.reset();
                int count = (int) Math.min(rangeRows, group.rowCount() - row);
                all.get(reader).read(group, row, count, batch);
                for (int i = 0; i < batch.rowCount(); i++) {
                    rows.add(Texts.of(converter.toRow(batch, i)));
                }
            }
        }
        all.forEach(RowGroupReader::close);
        return rows;
    }
}
