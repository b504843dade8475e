package io.weir.format.parquet;

/**
 * The bytes of a data page, decompressed: levels, then values.
 *
 * @param data goes on for some readable bytes behind the end
 * @param repetitions where the repetition levels begin
 * @param repetitionsEnd where they end
 * @param definitions where the definition levels begin
 * @param definitionsEnd where they end
 * @param values where the values begin
 * @param end where the values end
 */
record PageBody(
        byte[] data, int repetitions, int repetitionsEnd, int definitions, int definitionsEnd, int values, int end) {}
