package io.weir.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the server writes and reads it: records by their components, times as ISO-8601, unknown numbers as null. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
        } catch (JacksonException e) {
            throw ApiException.badRequest(
                    "The body is not the JSON that is asked for: " + e.getOriginalMessage(),
                    place(e),
                    "See /openapi.json for its fields");
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? "body"
                : "body:" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    }
}
