package io.weir.testing.sql.random;

import io.weir.testing.sql.random.RandomTable.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws expressions of a kind over the columns of a scope. None of them fails for some value: whether a failing
 * expression is evaluated at all is not something that two engines agree upon.
 */
final class RandomExpressions {
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    private static final Map<Kind, List<String>> TEMPLATES = new EnumMap<>(Kind.class);

    static {
        put(
                Kind.INT,
                "({INT} + {INT})",
                "({INT} - 3)",
                "({INT} * 2)",
                "(- {INT})",
                "ABS({INT})",
                "MOD({INT}, 7)",
                "({INT} / 3)",
                "CHAR_LENGTH({STRING})",
                "POSITION({STRING} IN {STRING})",
                "CAST({BIGINT} AS INT)",
                "TRY_CAST({STRING} AS INT)",
                "NULLIF({INT}, {INT})",
                "COALESCE({INT}, {INT})",
                "CASE WHEN {BOOLEAN} THEN {INT} ELSE {INT} END",
                "CASE {INT} WHEN 1 THEN {INT} WHEN 2 THEN 7 END",
                "GREATEST({INT}, {INT})",
                "LEAST({INT}, {INT})",
                "CAST(EXTRACT(MINUTE FROM {TIMESTAMP}) AS INT)",
                "CAST(EXTRACT(DAY FROM {DATE}) AS INT)",
                "CAST({BOOLEAN} AS INT)",
                "CARDINALITY({ARRAY})",
                "{ARRAY}[1]",
                "CARDINALITY({MAP})",
                "{MAP}['a']",
                "IF({BOOLEAN}, {INT}, {INT})",
                "SIGN({INT})",
                "ASCII({STRING})",
                "LOCATE('a', {STRING})",
                "CAST(TIMESTAMPDIFF(HOUR, {TIMESTAMP}, {TIMESTAMP}) AS INT)",
                "{ROW}.x");
        put(
                Kind.BIGINT,
                "({BIGINT} + {INT})",
                "({BIGINT} - {BIGINT})",
                "({BIGINT} * 3)",
                "CAST({INT} AS BIGINT)",
                "ABS({BIGINT})",
                "COALESCE({BIGINT}, {INT})",
                "MOD({BIGINT}, 10)",
                "TRY_CAST({STRING} AS BIGINT)",
                "CASE WHEN {BOOLEAN} THEN {BIGINT} ELSE {BIGINT} END",
                "FLOOR({BIGINT})",
                "EXTRACT(YEAR FROM {TIMESTAMP})",
                "EXTRACT(SECOND FROM {TIMESTAMP})",
                "EXTRACT(MONTH FROM {DATE})",
                "EXTRACT(HOUR FROM {TIME})",
                "NULLIF({BIGINT}, 3)");
        put(
                Kind.DOUBLE,
                "({DOUBLE} + {DOUBLE})",
                "({DOUBLE} * 0.5)",
                "CAST({INT} AS DOUBLE)",
                "CAST({DECIMAL} AS DOUBLE)",
                "ABS({DOUBLE})",
                "ROUND({DOUBLE}, 1)",
                "FLOOR({DOUBLE})",
                "CEIL({DOUBLE})",
                "SQRT(ABS({DOUBLE}))",
                "COALESCE({DOUBLE}, 0)",
                "TRY_CAST({STRING} AS DOUBLE)",
                "(- {DOUBLE})",
                "TRUNCATE({DOUBLE}, 0)",
                "CASE WHEN {BOOLEAN} THEN {DOUBLE} END",
                "({DOUBLE} / 4)",
                "POWER({DOUBLE}, 2)",
                "SIGN({DOUBLE})");
        put(
                Kind.DECIMAL,
                "CAST({INT} AS DECIMAL(12, 2))",
                "({DECIMAL} + {DECIMAL})",
                "({DECIMAL} * 2)",
                "ROUND({DECIMAL}, 1)",
                "TRY_CAST({STRING} AS DECIMAL(8, 2))",
                "CAST({DOUBLE} AS DECIMAL(12, 3))",
                "ABS({DECIMAL})",
                "COALESCE({DECIMAL}, {DECIMAL})",
                "CASE WHEN {BOOLEAN} THEN {DECIMAL} ELSE {DECIMAL} END",
                "({DECIMAL} / 3)",
                "FLOOR({DECIMAL})",
                "CEIL({DECIMAL})",
                "TRUNCATE({DECIMAL}, 1)");
        put(
                Kind.STRING,
                "UPPER({STRING})",
                "LOWER({STRING})",
                "TRIM({STRING})",
                "({STRING} || {STRING})",
                "SUBSTRING({STRING} FROM 2)",
                "SUBSTRING({STRING}, 1, 2)",
                "CONCAT({STRING}, 'x')",
                "CAST({INT} AS STRING)",
                "CAST({DOUBLE} AS STRING)",
                "CAST({DECIMAL} AS STRING)",
                "CAST({TIMESTAMP} AS STRING)",
                "CAST({BOOLEAN} AS STRING)",
                "CAST({DATE} AS STRING)",
                "COALESCE({STRING}, '-')",
                "CASE WHEN {BOOLEAN} THEN {STRING} ELSE {STRING} END",
                "REPLACE({STRING}, 'a', 'bb')",
                "REVERSE({STRING})",
                "LPAD({STRING}, 4, '*')",
                "REGEXP_REPLACE({STRING}, '[a-c]', '-')",
                "REGEXP_EXTRACT({STRING}, '([a-z]+)', 1)",
                "SPLIT_INDEX({STRING}, ',', 1)",
                "DATE_FORMAT({TIMESTAMP}, 'yyyy-MM-dd HH:mm')",
                "INITCAP({STRING})",
                "NULLIF({STRING}, 'a')",
                "LEFT({STRING}, 1)",
                "RIGHT({STRING}, 2)",
                "CONCAT_WS('-', {STRING}, 'y')",
                "OVERLAY({STRING} PLACING 'q' FROM 1)",
                "{ROW}.y",
                "MD5({STRING})",
                "TO_BASE64({STRING})",
                "CAST({ARRAY} AS STRING)",
                "JSON_VALUE('{\"a\": 1}', '$.a')",
                "CAST({BIGINT} AS STRING)");
        put(
                Kind.BOOLEAN,
                "({INT} > {INT})",
                "({BIGINT} <= {BIGINT})",
                "({STRING} = {STRING})",
                "({DOUBLE} < {DOUBLE})",
                "({DECIMAL} >= {DECIMAL})",
                "({INT} IS NULL)",
                "({STRING} IS NOT NULL)",
                "({BOOLEAN} AND {BOOLEAN})",
                "({BOOLEAN} OR {BOOLEAN})",
                "(NOT {BOOLEAN})",
                "({STRING} LIKE '%a%')",
                "({STRING} LIKE '_')",
                "({INT} BETWEEN -2 AND 8)",
                "({INT} IN (1, 2, 3, 5))",
                "({STRING} IN ('a', 'b', ''))",
                "({TIMESTAMP} > {TIMESTAMP})",
                "({DATE} <> {DATE})",
                "({BOOLEAN} IS TRUE)",
                "({BOOLEAN} IS NOT FALSE)",
                "({INT} IS DISTINCT FROM {INT})",
                "({STRING} IS NOT DISTINCT FROM {STRING})",
                "({STRING} SIMILAR TO '[a-b]*')",
                "({INT} NOT IN (1, 2))",
                "REGEXP({STRING}, '^a')",
                "STARTSWITH({STRING}, 'a')",
                "({TIME} < {TIME})",
                "ARRAY_CONTAINS({ARRAY}, 2)",
                "({STRING} > {STRING})");
        put(
                Kind.TIMESTAMP,
                "({TIMESTAMP} + INTERVAL '1' HOUR)",
                "({TIMESTAMP} - INTERVAL '3' DAY)",
                "FLOOR({TIMESTAMP} TO MINUTE)",
                "CEIL({TIMESTAMP} TO HOUR)",
                "CAST({DATE} AS TIMESTAMP(3))",
                "COALESCE({TIMESTAMP}, {TIMESTAMP})",
                "CASE WHEN {BOOLEAN} THEN {TIMESTAMP} END",
                "TRY_CAST({STRING} AS TIMESTAMP(3))",
                "TIMESTAMPADD(MINUTE, 5, {TIMESTAMP})",
                "({TIMESTAMP} + INTERVAL '1' MONTH)");
        put(
                Kind.DATE,
                "CAST({TIMESTAMP} AS DATE)",
                "({DATE} + INTERVAL '1' DAY)",
                "TRY_CAST({STRING} AS DATE)",
                "COALESCE({DATE}, {DATE})",
                "FLOOR({DATE} TO MONTH)",
                "({DATE} - INTERVAL '2' MONTH)");
        put(Kind.TIME, "CAST({TIMESTAMP} AS TIME)", "COALESCE({TIME}, {TIME})", "({TIME} + INTERVAL '1' MINUTE)");
        put(
                Kind.ARRAY,
                "ARRAY[{INT}, {INT}]",
                "ARRAY_DISTINCT({ARRAY})",
                "ARRAY_REVERSE({ARRAY})",
                "ARRAY_APPEND({ARRAY}, {INT})",
                "ARRAY_SLICE({ARRAY}, 1, 2)",
                "ARRAY_REMOVE({ARRAY}, 1)");
        put(Kind.MAP, "MAP['a', {INT}, 'b', {INT}]");
        put(Kind.ROW, "CAST(ROW({INT}, {STRING}) AS ROW<x INT, y STRING>)");
    }

    private static void put(Kind kind, String... templates) {
        TEMPLATES.put(kind, List.of(templates));
    }

    private final Random random;
    private final List<Column> scope;

    RandomExpressions(Random random, List<Column> scope) {
        this.random = random;
        this.scope = List.copyOf(scope);
    }

    /** An expression of this kind, at most so deep. */
    Sql.Expression draw(Kind kind, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaf(kind);
        }
        List<String> templates = TEMPLATES.getOrDefault(kind, List.of(kind.literal()));
        String template = templates.get(random.nextInt(templates.size()));
        List<Sql.Expression> arguments = new ArrayList<>();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            arguments.add(draw(Kind.valueOf(hole.group(1)), depth - 1));
        }
        return new Sql.Expression(kind, hole.replaceAll("?"), arguments);
    }

    /** A column, or NULL where there is no column of this kind: a value whose type says that it may be NULL. */
    Sql.Expression nullable(Kind kind) {
        List<Column> columns =
                scope.stream().filter(column -> column.kind() == kind).toList();
        String text = columns.isEmpty()
                ? "CAST(NULL AS " + kind.type() + ")"
                : columns.get(random.nextInt(columns.size())).name();
        return new Sql.Expression(kind, text, List.of());
    }

    /** A column, or a literal where there is no column of this kind. */
    Sql.Expression leaf(Kind kind) {
        List<Column> columns =
                scope.stream().filter(column -> column.kind() == kind).toList();
        if (columns.isEmpty() || random.nextInt(10) == 0) {
            String literal = random.nextInt(8) == 0 ? "CAST(NULL AS " + kind.type() + ")" : kind.literal();
            return new Sql.Expression(kind, literal, List.of());
        }
        return new Sql.Expression(
                kind, columns.get(random.nextInt(columns.size())).name(), List.of());
    }

    /** Any kind, scalars more often. */
    Kind anyKind() {
        return random.nextInt(8) == 0 ? oneOf(List.of(Kind.values())) : scalarKind();
    }

    Kind scalarKind() {
        return oneOf(Kind.SCALARS);
    }

    Kind numericKind() {
        return oneOf(Kind.NUMBERS);
    }

    private Kind oneOf(List<Kind> kinds) {
        return kinds.get(random.nextInt(kinds.size()));
    }
}
