package io.weir.connector.inline;

import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;

/** Some lines of text, read by the first reader; the others have nothing to do. */
final class InlineSource implements Source {
    private final SourceRequest request;
    private final String format;
    private final byte[] text;
    private final int length;
    private final Decoder decoder;

    /** Makes a source of the first bytes of the text, behind which there is room for the decoder to look at. */
    InlineSource(SourceRequest request, String format, byte[] text, int length, Decoder decoder) {
        this.request = request;
        this.format = format;
        this.text = text;
        this.length = length;
        this.decoder = decoder;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public SourceReader createReader(int instance) {
        return new InlineSourceReader(request, format, text, instance == 0 ? length : 0, decoder);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
