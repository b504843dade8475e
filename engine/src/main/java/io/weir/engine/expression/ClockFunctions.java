package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.time.Clock;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** The current time, which is that of the context's clock at the batch, and the current watermark. */
final class ClockFunctions {
    private ClockFunctions() {}

    static void register(FunctionRegistry registry) {
        for (String name : new String[] {
            "CURRENT_TIMESTAMP",
            "NOW",
            "CURRENT_ROW_TIMESTAMP",
            "LOCALTIMESTAMP",
            "LOCALTIME",
            "CURRENT_TIME",
            "CURRENT_DATE",
            "PROCTIME_MATERIALIZE"
        }) {
            registry.add(name, ClockFunctions::now);
        }
        registry.add("PROCTIME", call -> Literals.nullConstant(call.type().copy(true)));
        registry.add(
                "CURRENT_WATERMARK",
                call -> Kernels.<Column>nullary(call.type(), ClockFunctions::watermark)
                        .nondeterministic());
    }

    private static Expression now(Call call) {
        Clock clock = call.context().clock();
        ZoneShift zone = new ZoneShift(call.context().localTimeZone());
        LogicalTypeRoot root = call.type().getTypeRoot();
        return switch (root) {
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_WITHOUT_TIME_ZONE -> {
                boolean local = root == LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE;
                yield Kernels.<Column>nullary(call.type(), (batch, result) -> {
                            long millis = clock.currentTimeMillis();
                            fill(result, local ? zone.toLocal(millis) : millis, batch.rowCount());
                        })
                        .nondeterministic();
            }
            case DATE ->
                Kernels.<IntColumn>nullary(call.type(), (batch, result) -> {
                            long local = zone.toLocal(clock.currentTimeMillis());
                            int day = (int) Math.floorDiv(local, TimeFunctions.MILLIS_PER_DAY);
                            Arrays.fill(result.values(), 0, batch.rowCount(), day);
                        })
                        .nondeterministic();
            case TIME_WITHOUT_TIME_ZONE ->
                Kernels.<IntColumn>nullary(call.type(), (batch, result) -> {
                            long local = zone.toLocal(clock.currentTimeMillis());
                            int time = (int) Math.floorMod(local, TimeFunctions.MILLIS_PER_DAY);
                            Arrays.fill(result.values(), 0, batch.rowCount(), time);
                        })
                        .nondeterministic();
            default -> throw call.notNative();
        };
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void fill(Column result, long millis, int count) {
        if (result instanceof LongColumn longs) {
            Arrays.fill(longs.values(), 0, count, millis);
        } else {
            for (int i = 0; i < count; i++) {
                TextParsers.set(result, i, millis, 0);
            }
        }
    }

    private static void watermark(Batch batch, Column result) {
        for (int i = 0; i < batch.rowCount(); i++) {
            long watermark = batch.watermark(i);
            if (watermark == Batch.NO_WATERMARK) {
                result.setNull(i);
            } else {
                TextParsers.set(result, i, watermark, 0);
            }
        }
    }
}
