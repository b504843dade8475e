package io.weir.format.json;

import io.weir.engine.spi.DecoderRequest;
import java.util.Set;

/** Decodes what Oracle GoldenGate writes. */
final class OggJsonDecoder extends BeforeAfterJsonDecoder {
    OggJsonDecoder(DecoderRequest request, ChangelogOptions options) {
        super(request, options, ChangelogMetadata.OGG, new Words("op_type", Set.of("I"), "U", "D"));
    }
}
