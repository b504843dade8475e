package io.weir.server.health;

import java.util.List;

/** All numbers that the rules look at, of one moment; a plain record, so that rules are tested without a server. */
public record HealthInput(ProcessHealth process, List<PipelineHealth> pipelines) {
    public HealthInput {
        pipelines = List.copyOf(pipelines);
    }
}
