package io.weir.connector.inline;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.text.Words;
import io.weir.plan.NotNativeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Makes sources of {@code 'connector' = 'inline'}: the records are the lines of the option {@code rows}, in a format
 * that is JSON unless the table says otherwise. For examples and tests, which are then one file.
 */
public final class InlineSourceFactory implements SourceFactory {
    /** Found by {@link java.util.ServiceLoader}. */
    public InlineSourceFactory() {}

    @Override
    public String identifier() {
        return "inline";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        String rows = options.text("rows", "");
        String format = options.text("format", "json");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.required("rows");
        options.rejectUnknown();
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' of the inline connector");
            }
        }
        DecoderFactory decoders = request.decoders().apply(format);
        options.requireLines(decoders);
        byte[] text = rows.getBytes(StandardCharsets.UTF_8);
        return new InlineSource(
                request,
                format,
                Arrays.copyOf(text, text.length + Words.PADDING),
                text.length,
                decoders.create(new DecoderRequest(
                        request.physicalType(), request.recordType(), formatOptions, request.localTimeZone())));
    }
}
