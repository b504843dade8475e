package io.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineSamplesTest {
    private final List<PipelineReading> served = new ArrayList<>();
    private final PipelineSamples source = new PipelineSamples(() -> served, Clock.SYSTEM);

    private void serve(JobMetrics... jobs) {
        List<JobReading> readings = new ArrayList<>();
        for (JobMetrics job : jobs) {
            readings.add(new JobReading(readings.size() + 1, job));
        }
        served.clear();
        served.add(new PipelineReading("p", true, 3, -1, readings));
    }

    private Samples read() {
        Samples samples = new Samples();
        source.addTo(samples);
        return samples;
    }

    @Test
    void aPipelineIsTheSumOfItsJobs() {
        MeteredJob first = new MeteredJob(Clock.SYSTEM);
        MeteredJob second = new MeteredJob(Clock.SYSTEM);
        first.run(3);
        second.run(4);
        serve(first.metrics(), second.metrics());

        Samples samples = read();

        assertThat(samples.number(Metric.PIPELINE_ROWS_IN, "p")).hasValue(70);
        assertThat(samples.number(Metric.PIPELINE_ROWS_OUT, "p")).hasValue(70);
        assertThat(samples.number(Metric.PIPELINE_LAG_RECORDS, "p")).hasValue(2_000);
        assertThat(samples.number(Metric.PIPELINE_RESTARTS, "p")).hasValue(3);
        assertThat(samples.number(Metric.OPERATOR_ROWS_IN, "p", "2", "2", "sink"))
                .hasValue(40);
        assertThat(samples.number(Metric.OPERATOR_BYTES_IN, "p", "2", "2", "sink"))
                .hasValue(320);
        assertThat(samples.number(Metric.QUEUE_FILL, "p", "1", "1", "2")).hasValue(0);
        assertThat(samples.number(Metric.QUEUE_CAPACITY, "p", "1", "1", "2")).hasValue(4);
        assertThat(samples.number(Metric.PIPELINE_WATERMARK, "p"))
                .as("there is none")
                .isEmpty();
    }

    @Test
    void countersGoOnWhenAJobBeginsAgain() {
        MeteredJob before = new MeteredJob(Clock.SYSTEM);
        before.run(3);
        serve(before.metrics());
        read();
        before.run(2);
        MeteredJob after = new MeteredJob(Clock.SYSTEM);
        serve(after.metrics());

        assertThat(read().number(Metric.PIPELINE_ROWS_IN, "p"))
                .as("with what was counted after the last reading")
                .hasValue(50);

        after.run(1);
        Samples samples = read();
        assertThat(samples.number(Metric.PIPELINE_ROWS_IN, "p")).hasValue(60);
        assertThat(samples.number(Metric.OPERATOR_ROWS_OUT, "p", "1", "1", "source"))
                .hasValue(60);
        assertThat(samples.histogram(Metric.LATENCY_COMPUTE, "p")).isPresent();
        assertThat(samples.number(Metric.OPERATOR_INSTANCES, "p", "1", "1", "source"))
                .as("a gauge is what is now")
                .hasValue(1);
    }

    @Test
    void aPipelineThatIsGoneIsForgotten() {
        MeteredJob before = new MeteredJob(Clock.SYSTEM);
        before.run(3);
        serve(before.metrics());
        read();
        served.clear();
        assertThat(read().of(Metric.PIPELINE_ROWS_IN)).isEmpty();

        MeteredJob other = new MeteredJob(Clock.SYSTEM);
        other.run(1);
        serve(other.metrics());
        assertThat(read().number(Metric.PIPELINE_ROWS_IN, "p")).hasValue(10);
    }
}
