package io.weir.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.operator.ManualClock;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.operator.RecordingOutput;
import io.weir.engine.operator.UnionOperator;
import io.weir.engine.state.StateBackend;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class StageTest {
    private final RecordingOutput output = new RecordingOutput(RowType.of(new BigIntType()), false, -1);
    private final ManualClock clock = new ManualClock(0);

    private Stage stage(Operator operator, int inputs) {
        Stage stage = new Stage(
                1,
                "test-1",
                operator,
                inputs,
                output,
                0,
                1,
                100,
                new WorkMeter(clock),
                Optional.empty(),
                StateBackend.HEAP);
        stage.open();
        return stage;
    }

    @Test
    void theWatermarkIsTheLeastOfTheInputs() {
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(0).offerWatermark(10);
        stage.input(1).offerWatermark(7);
        stage.input(1).offerWatermark(30);
        assertThat(output.events()).containsExactly("watermark 7", "watermark 10");
    }

    @Test
    void anIdleInputHoldsNobodyBackUntilItIsActiveAgain() {
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(0).offerWatermark(10);
        stage.input(1).offerIdle(true);
        stage.input(0).offerWatermark(20);
        stage.input(1).offerIdle(false);
        stage.input(0).offerWatermark(30);
        assertThat(output.events()).containsExactly("watermark 10", "watermark 20");
    }

    @Test
    void allInputsIdleIsIdle() {
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(0).offerIdle(true);
        stage.input(1).offerIdle(true);
        stage.input(0).offerIdle(false);
        assertThat(output.events()).containsExactly("idle true", "idle false");
    }

    @Test
    void aRowOfAnInputThatWasIdleCarriesTheCommonWatermark() {
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(1).offerIdle(true);
        stage.input(0).offerWatermark(1000);
        Batch batch = RecordingOutput.longs(5);
        batch.setWatermark(100);
        long[] carried = new long[1];
        Stage union = new Stage(
                1,
                "union-1",
                new UnionOperator(),
                2,
                new Capturing(carried),
                0,
                1,
                100,
                new WorkMeter(clock),
                Optional.empty(),
                StateBackend.HEAP);
        union.input(1).offerIdle(true);
        union.input(0).offerWatermark(1000);
        union.input(1).offerIdle(false);
        union.input(1).offer(batch);
        assertThat(carried[0]).isEqualTo(1000);
    }

    private record Capturing(long[] carried) implements Output {
        @Override
        public boolean offer(Batch batch) {
            carried[0] = batch.watermark(0);
            return true;
        }

        @Override
        public boolean offerWatermark(long watermark) {
            return true;
        }

        @Override
        public boolean offerIdle(boolean idle) {
            return true;
        }

        @Override
        public boolean offerEnd() {
            return true;
        }
    }

    @Test
    void anInputThatWasStoppedStillHoldsEventTimeBack() {
        // Given two inputs, of which one is stopped: it ends without the greatest watermark
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(0).offerWatermark(10);
        stage.input(1).offerWatermark(50);
        stage.input(0).offerEnd();

        // When the other goes on for a moment
        stage.input(1).offerWatermark(60);

        // Then no window fires that lacks rows of the first
        stage.input(1).offerEnd();
        assertThat(output.events()).containsExactly("watermark 10", "end");
    }

    @Test
    void anInputThatHasEndedByItselfHoldsNobodyBack() {
        Stage stage = stage(new UnionOperator(), 2);
        stage.input(0).offerWatermark(Long.MAX_VALUE);
        stage.input(0).offerEnd();
        stage.input(1).offerWatermark(60);
        assertThat(output.events()).containsExactly("watermark 60");
    }

    @Test
    void beforeIdlenessIsPassedOnTheOperatorGivesOutWhatItHolds() {
        Stage stage = stage(
                new Operator() {
                    @Override
                    public Progress process(int input, Batch batch, Output out) {
                        return Progress.DONE;
                    }

                    @Override
                    public Progress onIdle(Output out) {
                        return out.offer(RecordingOutput.longs(42)) ? Progress.DONE : Progress.BLOCKED;
                    }
                },
                1);
        stage.input(0).offerIdle(true);
        assertThat(output.events()).containsExactly("+I[42]", "idle true");
    }

    @Test
    void producersThatAreStoppedHoldTheExchangeBack() {
        Channel first = new Channel(8);
        Channel second = new Channel(8);
        ChannelHead head = new ChannelHead(new Channel[] {first, second}, output, true, new WorkMeter(clock));
        for (Element element : List.of(new Element.Watermark(10, Mark.NONE), new Element.End())) {
            first.offer(element);
        }
        for (Element element : List.of(
                new Element.Watermark(50, Mark.NONE), new Element.Watermark(60, Mark.NONE), new Element.End())) {
            second.offer(element);
        }
        while (head.work() != Head.Work.NONE) {
            assertThat(head.hasEnded()).isIn(true, false);
        }
        assertThat(output.events()).containsExactly("watermark 10", "end");
    }

    @Test
    void numberedBatchesAreTakenInOrderFromAllProducers() {
        Channel[] channels = {new Channel(8), new Channel(8)};
        ChannelHead head = new ChannelHead(channels, output, true, new WorkMeter(clock));
        long[][] sequences = {{1, 2, 4}, {0, 3, 5}};
        for (int producer = 0; producer < 2; producer++) {
            for (long sequence : sequences[producer]) {
                Batch batch = RecordingOutput.longs(sequence);
                batch.setSequence(sequence);
                channels[producer].offer(new Element.Rows(batch, Mark.NONE));
            }
        }
        while (head.work() == Head.Work.SOME) {
            assertThat(output.rows()).isNotEmpty();
        }
        assertThat(output.rows()).containsExactly("+I[0]", "+I[1]", "+I[2]", "+I[3]", "+I[4]", "+I[5]");
    }
}
