package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowDataConverter;
import io.weir.plan.NotNativeException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.InputTypeConfigurable;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * A sink that is one of Flink's older sink functions, as that of its JDBC connector: at least once. What the function
 * holds back it gives out when a checkpoint is taken, so one is taken whenever the input pauses, and with every epoch.
 */
// Deprecated, and still what the JDBC connector gives.
@SuppressWarnings("deprecation")
final class SinkFunctionSink implements Sink {
    private final SinkRequest request;
    private final SinkFunction<RowData> function;
    private final ClassLoader classLoader;

    SinkFunctionSink(SinkRequest request, SinkFunction<RowData> function, ClassLoader classLoader) {
        this.request = request;
        this.function = function;
        if (function instanceof CheckpointListener) {
            throw new NotNativeException("a sink function that commits with Flink's checkpoints: "
                    + function.getClass().getSimpleName());
        }
        if (function instanceof InputTypeConfigurable configurable) {
            configurable.setInputType(InternalTypeInfo.of(request.type()), new ExecutionConfig());
        }
        this.classLoader = classLoader;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        try {
            Writer writer = new Writer(InstantiationUtil.clone(function, classLoader));
            writer.open(instance);
            return writer;
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.ofSink(request.table(), e);
        }
    }

    @Override
    public void close() {}

    /** What a function may ask of its surroundings; state is not among it. */
    private RuntimeContext context(int instance) {
        RunInfo info = new RunInfo(request.table(), instance, request.parallelism());
        return (RuntimeContext) Proxy.newProxyInstance(
                SinkFunctionSink.class.getClassLoader(),
                new Class<?>[] {RuntimeContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTaskInfo", "getJobInfo" -> info;
                    case "getMetricGroup" -> UnregisteredMetricsGroup.createOperatorMetricGroup();
                    case "isObjectReuseEnabled" -> true;
                    case "getUserCodeClassLoader" -> classLoader;
                    case "createSerializer" ->
                        ((TypeInformation<?>) arguments[0])
                                .createSerializer(new org.apache.flink.api.common.serialization.SerializerConfigImpl());
                    default ->
                        throw new NotNativeException(
                                "a sink function that asks its surroundings for " + method.getName() + "()");
                });
    }

    private final class Writer implements SinkWriter {
        private final SinkFunction<RowData> writes;
        private final RowDataConverter converter = new RowDataConverter(request.type());
        private final RowContext row = new RowContext();

        Writer(SinkFunction<RowData> writes) {
            this.writes = writes;
        }

        void open(int instance) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // Where a connector looks for a driver.
            thread.setContextClassLoader(classLoader);
            try {
                if (writes instanceof RichFunction rich) {
                    rich.setRuntimeContext(context(instance));
                    rich.open(new OpenContext() {});
                }
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public boolean write(Batch batch) {
            try {
                for (int i = 0; i < batch.rowCount(); i++) {
                    row.watermark = batch.watermark(i);
                    writes.invoke(converter.toRowData(batch, i), row);
                }
                return true;
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            }
        }

        @Override
        public void flush() {
            try {
                if (writes instanceof CheckpointedFunction checkpointed) {
                    checkpointed.snapshotState(SNAPSHOT);
                }
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            }
        }

        @Override
        public void finish() {
            flush();
            try {
                writes.finish();
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            }
        }

        @Override
        public void close() {
            try {
                if (writes instanceof RichFunction rich) {
                    rich.close();
                }
            } catch (Exception e) {
                throw Failures.ofSink(request.table(), e);
            }
        }
    }

    private final class RowContext implements SinkFunction.Context {
        private long watermark;

        @Override
        public long currentProcessingTime() {
            return request.clock().currentTimeMillis();
        }

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    }

    private static final FunctionSnapshotContext SNAPSHOT = (FunctionSnapshotContext) Proxy.newProxyInstance(
            SinkFunctionSink.class.getClassLoader(),
            new Class<?>[] {FunctionSnapshotContext.class},
            (proxy, method, arguments) ->
                    method.getName().equals("getCheckpointId") ? (Object) 1L : System.currentTimeMillis());
}
