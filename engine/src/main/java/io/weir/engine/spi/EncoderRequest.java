package io.weir.engine.spi;

import java.time.ZoneId;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * What an encoder is asked for.
 *
 * @param type the fields of the rows
 * @param options the format's options without the format's prefix
 * @param localTimeZone the session's time zone
 */
public record EncoderRequest(RowType type, Map<String, String> options, ZoneId localTimeZone) {}
