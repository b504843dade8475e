package io.weir.connector.view;

import io.weir.columnar.ColumnKind;
import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;

/** Makes sinks of {@code 'connector' = 'view'}, which write the views of a catalog. */
public final class ViewSinkFactory implements SinkFactory {
    private final ViewCatalog catalog;

    /** Found by {@link java.util.ServiceLoader}: pipelines run, and nobody reads their views. */
    public ViewSinkFactory() {
        this(new ViewCatalog());
    }

    /** @param catalog where the views are to be found */
    public ViewSinkFactory(ViewCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String identifier() {
        return "view";
    }

    /** The part of a view that an instance saves is that of the keys whose rows it is sent. */
    @Override
    public boolean keepsStateByKey() {
        return true;
    }

    @Override
    public Sink create(SinkRequest request) {
        if (!request.metadataKeys().isEmpty()) {
            throw new NotNativeException("metadata '" + request.metadataKeys().get(0) + "' of the view connector");
        }
        TableOptions options = new TableOptions(request.table(), request.options());
        int[] key = request.primaryKey();
        for (int column : key) {
            ColumnKind kind = Columns.kind(request.type().getTypeAt(column));
            if (!OrderedBytes.isOrdered(kind)) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        "Values of type " + request.type().getTypeAt(column).asSummaryString()
                                + " have no order, and cannot be the key of a view",
                        "table " + request.table() + ", column "
                                + request.type().getFieldNames().get(column),
                        "Make the PRIMARY KEY of other columns",
                        null);
            }
        }
        ViewDefinition definition = new ViewDefinition(
                request.table(),
                request.epochs().pipeline(),
                request.type(),
                new ViewCodec(request.type(), key),
                ViewOptions.of(request.table(), options, key.length > 0));
        return new ViewSink(catalog, definition, request.epochs().isOn(), request.parallelism());
    }
}
