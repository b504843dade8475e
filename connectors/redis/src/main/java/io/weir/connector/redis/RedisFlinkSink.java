package io.weir.connector.redis;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;

/** The sink that runs inside of Flink: what is held is written at each checkpoint. */
final class RedisFlinkSink implements Sink<RowData> {
    private static final long serialVersionUID = 1L;

    private final RedisTable table;

    RedisFlinkSink(RedisTable table) {
        this.table = table;
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        return new Writer(table, context.getProcessingTimeService());
    }

    /** Gathers the commands of some rows, which are then one pipeline and one transaction. */
    static final class Writer implements SinkWriter<RowData> {
        private final RedisOptions options;
        private final RowCommands rows;
        private final RedisSession session;
        private final ProcessingTimeService time;
        private final List<RedisCommand> gathered = new ArrayList<>();
        private int gatheredRows;
        private boolean isTimerSet;
        /** When the old row of an update is removed although its new row has not come. */
        private long updateTimeMillis = Long.MAX_VALUE;

        Writer(RedisTable table, ProcessingTimeService time) {
            options = table.options();
            rows = new RowCommands(table);
            session = new RedisSession(options);
            this.time = time;
        }

        @Override
        public void write(RowData row, Context context) {
            rows.add(row, gathered);
            gatheredRows++;
            updateTimeMillis = rows.isUpdating()
                    ? time.getCurrentProcessingTime() + options.bufferIntervalMillis()
                    : Long.MAX_VALUE;
            if (gatheredRows >= options.bufferRowsMax()) {
                writeOut();
            }
            setTimer();
        }

        private void setTimer() {
            boolean isWaiting = gatheredRows > 0 || rows.isUpdating();
            if (isWaiting && !isTimerSet && options.bufferIntervalMillis() > 0) {
                isTimerSet = true;
                @SuppressWarnings("FutureReturnValueIgnored") // what the timer throws fails the task
                Object unused = time.registerTimer(
                        time.getCurrentProcessingTime() + options.bufferIntervalMillis(), this::onTime);
            }
        }

        /** Leaves an update open whose old row has just come: without it the key would be away for a moment. */
        private void onTime(long now) {
            isTimerSet = false;
            if (now >= updateTimeMillis) {
                rows.end(gathered);
            }
            writeOut();
            setTimer();
        }

        private void writeOut() {
            if (!gathered.isEmpty()) {
                session.transaction(gathered);
            }
            gathered.clear();
            gatheredRows = 0;
        }

        @Override
        public void flush(boolean endOfInput) {
            rows.end(gathered);
            writeOut();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
