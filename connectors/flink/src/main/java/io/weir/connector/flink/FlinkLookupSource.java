package io.weir.connector.flink;

import io.weir.engine.spi.LookupReader;
import io.weir.engine.spi.LookupRequest;
import io.weir.engine.spi.LookupSource;
import java.io.IOException;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.util.InstantiationUtil;

/** A table that one of Flink's lookup functions finds rows in; each instance has a copy of the function. */
final class FlinkLookupSource implements LookupSource {
    private final LookupRequest request;
    private final UserDefinedFunction function;
    private final int[] producedIndexes;
    private final ClassLoader classLoader;

    /** @param producedIndexes where the request's fields stand in the function's rows */
    FlinkLookupSource(
            LookupRequest request, UserDefinedFunction function, int[] producedIndexes, ClassLoader classLoader) {
        this.request = request;
        this.function = function;
        this.producedIndexes = producedIndexes;
        this.classLoader = classLoader;
    }

    @Override
    public LookupReader createReader(int instance) {
        UserDefinedFunction own;
        try {
            own = InstantiationUtil.clone(function, classLoader);
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.ofLookup(request.table().table(), e);
        }
        LookupContext context = new LookupContext(request.table(), instance, classLoader);
        LookupCalls calls = own instanceof AsyncLookupFunction async
                ? new AsyncLookupCalls(async, request)
                : new BlockingLookupCalls((LookupFunction) own, request.calls());
        return new FlinkLookupReader(request, own, calls, context, producedIndexes);
    }
}
