package io.weir.benchmarks.functions;

import java.util.List;

/**
 * Functions of one kind.
 *
 * @param expressions over the columns of {@link FunctionRows}
 */
record FunctionFamily(String name, List<String> expressions) {
    private static final FunctionFamily STRING = new FunctionFamily(
            "string",
            List.of(
                    "UPPER(s)",
                    "SUBSTRING(s, 3, 5)",
                    "TRIM(s)",
                    "REPLACE(s, 'e', 'ee')",
                    "CONCAT(s, '-', n)",
                    "CHAR_LENGTH(s)",
                    "POSITION('er' IN s)",
                    "s LIKE '%user%'",
                    "LPAD(n, 12, '0')",
                    "SPLIT_INDEX(u, '/', 3)"));

    private static final FunctionFamily TEXT_CODING = new FunctionFamily(
            "text coding",
            List.of(
                    "MD5(s)",
                    "SHA256(s)",
                    "TO_BASE64(s)",
                    "HEX(s)",
                    "URL_ENCODE(s)",
                    "PARSE_URL(u, 'HOST')",
                    "TRANSLATE(s, 'aeiou', 'AEIOU')",
                    "REVERSE(s)"));

    private static final FunctionFamily REGEXP = new FunctionFamily(
            "regexp",
            List.of(
                    "REGEXP(s, '[0-9]+')",
                    "REGEXP_EXTRACT(s, '([a-z]+)-([0-9]+)', 2)",
                    "REGEXP_REPLACE(s, '[aeiou]', '_')",
                    "REGEXP_COUNT(s, '[0-9]')",
                    "REGEXP_SUBSTR(u, '/[^/]*$')",
                    "s SIMILAR TO '%user%'"));

    private static final FunctionFamily MATH = new FunctionFamily(
            "math",
            List.of(
                    "i + l * 2",
                    "i / 7",
                    "MOD(l, 13)",
                    "ABS(d)",
                    "SQRT(ABS(d))",
                    "ROUND(d, 2)",
                    "FLOOR(d)",
                    "POWER(d, 2)",
                    "LN(ABS(d) + 1)",
                    "SIN(d)"));

    private static final FunctionFamily DECIMAL = new FunctionFamily(
            "decimal",
            List.of(
                    "de + de",
                    "de * 1.19",
                    "de - 100.5",
                    "de / 3",
                    "ROUND(de, 1)",
                    "ABS(de)",
                    "de > 500",
                    "CAST(de AS DOUBLE)"));

    private static final FunctionFamily TIME = new FunctionFamily(
            "time",
            List.of(
                    "EXTRACT(HOUR FROM ts)",
                    "EXTRACT(MONTH FROM ts)",
                    "FLOOR(ts TO HOUR)",
                    "ts + INTERVAL '1' DAY",
                    "TIMESTAMPDIFF(MINUTE, TIMESTAMP '2020-01-01 00:00:00', ts)",
                    "DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm')",
                    "TO_TIMESTAMP(tt)",
                    "CAST(ts AS DATE)"));

    private static final FunctionFamily JSON = new FunctionFamily(
            "json",
            List.of(
                    "JSON_VALUE(j, '$.user.name')",
                    "JSON_VALUE(j, '$.amount')",
                    "JSON_EXISTS(j, '$.user.id')",
                    "JSON_QUERY(j, '$.tags')",
                    "JSON_QUERY(j, '$.tags[*]')",
                    "j IS JSON OBJECT",
                    "JSON_OBJECT('s' VALUE s, 'i' VALUE i)"));

    private static final FunctionFamily COLLECTION = new FunctionFamily(
            "collection",
            List.of(
                    "CARDINALITY(a)",
                    "a[2]",
                    "ARRAY_CONTAINS(a, 3)",
                    "ARRAY_SORT(a)",
                    "ARRAY_DISTINCT(a)",
                    "ARRAY_CONCAT(a, a)",
                    "ARRAY_MAX(a)",
                    "m['k2']",
                    "MAP_KEYS(m)",
                    "ARRAY[i, i + 1]"));

    private static final FunctionFamily CONDITIONAL = new FunctionFamily(
            "conditional",
            List.of(
                    "CASE WHEN i < 100 THEN 'low' WHEN i < 500 THEN 'middle' ELSE 'high' END",
                    "COALESCE(s, n)",
                    "NULLIF(i, 7)",
                    "IF(b, i, 0)",
                    "i BETWEEN 10 AND 20",
                    "i IN (1, 3, 5, 7, 11, 13)",
                    "GREATEST(i, 500)",
                    "b AND i > 10 OR d > 0"));

    private static final FunctionFamily CAST = new FunctionFamily(
            "cast",
            List.of(
                    "CAST(i AS STRING)",
                    "CAST(d AS STRING)",
                    "CAST(de AS STRING)",
                    "CAST(ts AS STRING)",
                    "CAST(n AS INT)",
                    "TRY_CAST(s AS INT)",
                    "CAST(n AS DOUBLE)",
                    "CAST(l AS INT)",
                    "CAST(d AS BIGINT)",
                    "CAST(i AS DECIMAL(12, 2))"));

    /** All families. */
    static List<FunctionFamily> all() {
        return List.of(STRING, TEXT_CODING, REGEXP, MATH, DECIMAL, TIME, JSON, COLLECTION, CONDITIONAL, CAST);
    }
}
