package io.weir.connector.kafka;

import java.util.Locale;

/** What is done when an offset is missing or no longer kept: the values of Kafka's {@code auto.offset.reset}. */
enum OffsetReset {
    EARLIEST,
    LATEST,
    NONE;

    /** The value of that text; {@link #NONE} for any other. */
    static OffsetReset of(String text) {
        for (OffsetReset reset : values()) {
            if (reset.text().equalsIgnoreCase(text)) {
                return reset;
            }
        }
        return NONE;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
