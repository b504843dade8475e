package io.weir.engine.window;

import io.weir.engine.operator.OperatorContext;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.Window;
import io.weir.plan.node.Windowing;
import java.time.ZoneId;

/**
 * How a window operator finds the windows of its input's rows; made once from the plan.
 *
 * @param windows the windows' bounds
 * @param time between epoch and wall time
 * @param source where a row's time comes from
 * @param timeColumn the column of the time, or of the window's end
 * @param startColumn the column of the window's start, where rows carry a session, otherwise -1
 */
public record WindowInput(
        SlicedWindows windows, WindowTime time, RowSlicer.TimeSource source, int timeColumn, int startColumn) {

    /** Reads a plan's windowing; sessions of rows that carry their window only. */
    public static WindowInput of(Windowing windowing, ZoneId localTimeZone) {
        WindowTime time = WindowTime.of(windowing.timeType(), localTimeZone);
        if (windowing instanceof Windowing.TimeAttribute attribute) {
            return attribute.isRowtime()
                    ? new WindowInput(
                            windows(attribute.window()),
                            time,
                            RowSlicer.TimeSource.TIME_COLUMN,
                            attribute.timeIndex(),
                            -1)
                    : new WindowInput(windows(attribute.window()), time, RowSlicer.TimeSource.PROCESSING_TIME, -1, -1);
        }
        if (windowing instanceof Windowing.WindowAttached attached) {
            if (!attached.isRowtime()) {
                throw new NotNativeException("aggregation of rows that carry a processing-time window");
            }
            boolean isSession = attached.window() instanceof Window.Session;
            if (isSession && attached.startIndex() < 0) {
                throw new NotNativeException("two-phase aggregation of rows that carry a session");
            }
            return new WindowInput(
                    isSession ? SlicedWindows.tumbling(1, 0) : windows(attached.window()),
                    time,
                    RowSlicer.TimeSource.WINDOW_END_COLUMN,
                    attached.endIndex(),
                    isSession ? attached.startIndex() : -1);
        }
        return new WindowInput(windows(windowing.window()), time, RowSlicer.TimeSource.TIME_COLUMN, -1, -1);
    }

    private static SlicedWindows windows(Window window) {
        if (window instanceof Window.Tumbling tumbling) {
            return SlicedWindows.tumbling(tumbling.sizeMillis(), tumbling.offsetMillis());
        }
        if (window instanceof Window.Hopping hopping) {
            return SlicedWindows.hopping(hopping.sizeMillis(), hopping.slideMillis(), hopping.offsetMillis());
        }
        if (window instanceof Window.Cumulative cumulative) {
            return SlicedWindows.cumulative(
                    cumulative.maxSizeMillis(), cumulative.stepMillis(), cumulative.offsetMillis());
        }
        throw new NotNativeException("session windows in this place");
    }

    /** True if each row belongs to just the window that it carries. */
    boolean isAttached() {
        return source == RowSlicer.TimeSource.WINDOW_END_COLUMN;
    }

    boolean isProcessingTime() {
        return source == RowSlicer.TimeSource.PROCESSING_TIME;
    }

    RowSlicer newSlicer(OperatorContext context) {
        return new RowSlicer(windows, time.copy(), source, timeColumn, startColumn, context.clock(), context.metrics());
    }
}
