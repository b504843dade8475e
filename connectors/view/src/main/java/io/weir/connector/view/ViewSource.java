package io.weir.connector.view;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.Iterator;
import java.util.Map;

/** All rows of one version of a view, shared out among the readers. */
final class ViewSource implements Source {
    private final View view;
    private final int[] columns;
    private final SourceRequest request;
    /** Guarded by this. */
    private final Iterator<Map.Entry<byte[], byte[]>> rows;

    private long given;
    private long sequence;

    /** A number for a batch, and how many rows it has. */
    record Share(long sequence, byte[][] rows) {}

    ViewSource(View view, int[] columns, SourceRequest request) {
        this.view = view;
        this.columns = columns.clone();
        this.request = request;
        rows = view.contents().rows().entrySet().iterator();
    }

    View view() {
        return view;
    }

    SourceRequest request() {
        return request;
    }

    int[] columns() {
        return columns;
    }

    /** The next rows; none at the end. */
    synchronized Share next() {
        byte[][] share = new byte[request.batchRowsMax()][];
        int count = 0;
        while (count < share.length && given < request.limit() && rows.hasNext()) {
            share[count++] = rows.next().getValue();
            given++;
        }
        return new Share(count == 0 ? sequence : sequence++, java.util.Arrays.copyOf(share, count));
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public SourceReader createReader(int instance) {
        return new ViewSourceReader(this);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
