package io.weir.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the server writes and reads it: records by their components, times as ISO-8601, unknown numbers as null. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern LIBRARY_NOTE = Pattern.compile(" \\(start marker at \\[Source: .*?]\\)");

    private Json() {}

    /** The bytes of a value. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The text of a value. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Writes the answer of a request. */
    public static void answer(Context exchange, Object value) {
        exchange.contentType("application/json").result(bytes(value));
    }

    /**
     * Reads the body of a request.
     *
     * @throws ApiException 400 if it is not what the type asks for
     */
    public static <T> T read(Context exchange, Class<T> type) throws IOException {
        try {
            T value = MAPPER.readValue(RequestBody.read(exchange), type);
            if (value == null) {
                throw ApiException.badRequest("The body is empty", "body", "Send a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            throw ApiException.badRequest(
                    "There is no field '" + e.getPropertyName() + "'",
                    "body",
                    "Those that there are: " + String.join(", ", known));
        } catch (MismatchedInputException e) {
            String field = e.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw ApiException.badRequest(
                    (field.isEmpty() ? "The body" : "The field " + field) + " must be " + word(e.getTargetType()),
                    place(e),
                    "See /openapi.json for its fields");
        } catch (JacksonException e) {
            throw ApiException.badRequest("The body is no JSON: " + reason(e), place(e), "Send a JSON object");
        }
    }

    /** What is wrong with a text that is no JSON; without what the library says about itself. */
    public static String reason(JacksonException failure) {
        String text = String.valueOf(failure.getOriginalMessage());
        int line = text.indexOf('\n');
        String first = line < 0 ? text : text.substring(0, line);
        return LIBRARY_NOTE.matcher(first).replaceAll("");
    }

    private static String word(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "an object";
    }

    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? "body"
                : "body:" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
