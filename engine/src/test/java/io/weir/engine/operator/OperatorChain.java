package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Two operators that run one after the other as one: the first gives what it makes to the second at once. */
public final class OperatorChain implements Operator {
    private static final String FIRST = "1/";
    private static final String SECOND = "2/";

    private final Operator first;
    private final Operator second;

    public OperatorChain(Operator first, Operator second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void open(OperatorContext context) {
        first.open(context);
        second.open(context);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        return first.process(input, batch, new Between(output));
    }

    @Override
    public Progress onWatermark(long watermark, Output output) {
        return first.onWatermark(watermark, new Between(output));
    }

    @Override
    public Progress onInputPause(Output output) {
        return first.onInputPause(new Between(output));
    }

    @Override
    public Progress complete(Output output) {
        Progress progress = first.complete(new Between(output));
        return progress == Progress.DONE ? second.complete(output) : progress;
    }

    @Override
    public Progress onBarrier(Output output) {
        Progress progress = first.onBarrier(new Between(output));
        return progress == Progress.DONE ? second.onBarrier(output) : progress;
    }

    @Override
    public List<StateTable> stateTables() {
        List<StateTable> tables = new ArrayList<>();
        first.stateTables().forEach(table -> tables.add(new NamedTable(FIRST + table.name(), table)));
        second.stateTables().forEach(table -> tables.add(new NamedTable(SECOND + table.name(), table)));
        return tables;
    }

    @Override
    public StateTable restoredTable(String name) {
        Operator of = name.startsWith(FIRST) ? first : second;
        return new NamedTable(name, of.restoredTable(name.substring(FIRST.length())));
    }

    /** A table of one of the operators; both may have one of the same name. */
    private record NamedTable(String name, StateTable table) implements StateTable {
        @Override
        public String schema() {
            return table.schema();
        }

        @Override
        public void startTracking() {
            table.startTracking();
        }

        @Override
        public void writeChanges(StateWriter out) {
            table.writeChanges(out);
        }

        @Override
        public void read(StateInput key, StateInput value) {
            table.read(key, value);
        }

        @Override
        public long size() {
            return table.size();
        }
    }

    @Override
    public void onRestored() {
        first.onRestored();
        second.onRestored();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private final class Between implements Output {
        private final Output output;

        Between(Output output) {
            this.output = output;
        }

        @Override
        public boolean offer(Batch batch) {
            return second.process(0, batch, output) == Progress.DONE;
        }

        @Override
        public boolean offerWatermark(long watermark) {
            return second.onWatermark(watermark, output) == Progress.DONE;
        }

        @Override
        public boolean offerIdle(boolean idle) {
            return output.offerIdle(idle);
        }

        @Override
        public boolean offerEnd() {
            return output.offerEnd();
        }
    }
}
