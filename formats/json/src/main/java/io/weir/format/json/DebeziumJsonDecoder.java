package io.weir.format.json;

import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Decodes what Debezium writes, with or without the schema around it. */
final class DebeziumJsonDecoder extends BeforeAfterJsonDecoder {
    DebeziumJsonDecoder(DecoderRequest request, ChangelogOptions options) {
        super(request, options, ChangelogMetadata.DEBEZIUM, new Words("op", Set.of("c", "r"), "u", "d"));
    }
}
