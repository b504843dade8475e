package io.weir.plan;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * A place in the plan's JSON: a value, and the way to it, so that an error can name it. Every accessor either gives
 * what was asked for or throws a {@link PlanException}.
 *
 * @param value what stands there
 * @param node the node that it belongs to, such as {@code node 4 (stream-exec-calc_1)}, or ""
 * @param path the fields that lead here, such as {@code aggCalls[0].type}, or ""
 */
record PlanJson(@Nullable Object value, String node, String path) {
    static final String COMPILE_AGAIN = "Compile the plan again, or copy it again if it was cut short.";

    static PlanJson root(@Nullable Object value) {
        return new PlanJson(value, "", "");
    }

    /** The same place, as the start of a node. */
    PlanJson asNode(String name) {
        return new PlanJson(value, name, "");
    }

    boolean isText() {
        return value instanceof String;
    }

    boolean isNull() {
        return value == null;
    }

    boolean has(String name) {
        return value instanceof Map<?, ?> fields && fields.get(name) != null;
    }

    /** A field that must be there, though it may be null. */
    PlanJson field(String name) {
        Map<?, ?> fields = object();
        if (!fields.containsKey(name)) {
            throw error("Field " + name + " is missing");
        }
        return new PlanJson(fields.get(name), node, path.isEmpty() ? name : path + "." + name);
    }

    /** A field, unless it is missing or null. */
    Optional<PlanJson> optional(String name) {
        object();
        return has(name) ? Optional.of(field(name)) : Optional.empty();
    }

    /** A field, when it is there and not null; otherwise nothing is asked of it. */
    boolean flag(String name, boolean otherwise) {
        return has(name) ? field(name).flag() : otherwise;
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected("text");
    }

    boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unexpected("true or false");
    }

    long number() {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw unexpected("a whole number");
    }

    int integer() {
        long number = number();
        if (number != (int) number) {
            throw unexpected("a 32-bit number");
        }
        return (int) number;
    }

    /** A position, or a count: not negative. */
    int index() {
        int index = integer();
        if (index < 0) {
            throw unexpected("a number not below 0");
        }
        return index;
    }

    /** A number in any of the forms that Flink writes. */
    BigDecimal decimal() {
        try {
            if (value instanceof String || value instanceof Number) {
                return new BigDecimal(value.toString());
            }
        } catch (NumberFormatException e) {
            throw unexpected("a number");
        }
        throw unexpected("a number");
    }

    /** A duration, in ISO form, as Flink writes it ({@code 5 s}), or in seconds. */
    long durationMillis() {
        try {
            if (value instanceof String text) {
                return text.startsWith("P") || text.startsWith("-P")
                        ? Duration.parse(text).toMillis()
                        : TimeUtils.parseDuration(text).toMillis();
            }
            if (value instanceof Number) {
                return decimal().movePointRight(3).longValueExact();
            }
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw unexpected("a duration");
        }
        throw unexpected("a duration");
    }

    List<PlanJson> items() {
        if (!(value instanceof List<?> list)) {
            throw unexpected("a list");
        }
        List<PlanJson> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            items.add(new PlanJson(list.get(i), node, path + "[" + i + "]"));
        }
        return items;
    }

    /** The items of a list, or none if the field is missing or null. */
    List<PlanJson> optionalItems(String name) {
        return optional(name).map(PlanJson::items).orElse(List.of());
    }

    Map<String, PlanJson> entries() {
        Map<String, PlanJson> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : object().entrySet()) {
            String key = String.valueOf(entry.getKey());
            entries.put(key, new PlanJson(entry.getValue(), node, path.isEmpty() ? key : path + "." + key));
        }
        return entries;
    }

    List<Integer> indexes() {
        return items().stream().map(PlanJson::index).toList();
    }

    List<List<Integer>> indexLists() {
        return items().stream().map(PlanJson::indexes).toList();
    }

    List<String> texts() {
        return items().stream().map(PlanJson::text).toList();
    }

    List<Boolean> flags() {
        return items().stream().map(PlanJson::flag).toList();
    }

    /** An object of plain values, as text. */
    /** The entries as texts, without those that are null. */
    Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((key, entry) -> {
            if (entry.value() != null) {
                texts.put(key, String.valueOf(entry.value()));
            }
        });
        return texts;
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw unexpected("one of " + List.of(type.getEnumConstants()));
    }

    String json() {
        return JsonText.write(value);
    }

    PlanException unexpected(String expected) {
        String found = json();
        return error(
                "Expected " + expected + ", found " + (found.length() > 60 ? found.substring(0, 57) + "..." : found));
    }

    PlanException error(String what) {
        return error(what, null);
    }

    PlanException error(String what, @Nullable Throwable cause) {
        String place = path.isEmpty() ? node : node.isEmpty() ? "field " + path : node + ", field " + path;
        String where = place.isEmpty() ? "plan" : place;
        return new PlanException(ErrorCode.PLAN_DAMAGED, what, where, COMPILE_AGAIN, cause);
    }

    private Map<?, ?> object() {
        if (value instanceof Map<?, ?> fields) {
            return fields;
        }
        throw unexpected("an object");
    }
}
