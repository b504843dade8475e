package io.weir.connector.view;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;

/**
 * Makes sources of {@code 'connector' = 'view'}: the rows that a view has when the query begins, all of one version.
 */
public final class ViewSourceFactory implements SourceFactory {
    private final ViewCatalog catalog;

    /** Found by {@link java.util.ServiceLoader}: there is no view. */
    public ViewSourceFactory() {
        this(new ViewCatalog());
    }

    /** @param catalog where the views are */
    public ViewSourceFactory(ViewCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String identifier() {
        return "view";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        ViewOptions known =
                ViewOptions.of(request.table(), options, !request.primaryKey().isEmpty());
        View view = catalog.get(known.name());
        int[] columns = new int[request.fields().size()];
        for (int i = 0; i < columns.length; i++) {
            SourceRequest.Field field = request.fields().get(i);
            if (field.isMetadata()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' of the view connector");
            }
            columns[i] = column(request, view, field);
        }
        return new ViewSource(view, columns, request);
    }

    private static int column(SourceRequest request, View view, SourceRequest.Field field) {
        int column = view.type().getFieldIndex(field.name());
        if (column < 0
                || !view.type().getTypeAt(column).copy(true).equals(field.type().copy(true))) {
            throw new WeirException(
                    ErrorCode.SQL_INVALID,
                    "The view '" + view.name() + "' has no column " + field.name() + " of type "
                            + field.type().asSummaryString(),
                    "table " + request.table(),
                    "Its columns are " + view.type().asSummaryString(),
                    null);
        }
        return column;
    }
}
