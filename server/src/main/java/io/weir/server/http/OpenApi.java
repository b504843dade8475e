package io.weir.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes a table of routes as OpenAPI 3.1: made from the table that serves them, and from the records that they
 * answer with, so that the description cannot say anything else than what is there.
 */
public final class OpenApi {
    private static final int DEPTH_MAX = 8;

    private OpenApi() {}

    /** The description of all routes. */
    public static Map<String, Object> describe(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "Weir", "version", "1"));
        all.put("paths", paths);
        all.put("components", Map.of("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        return all;
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        operation.put("x-role", route.access().name().toLowerCase(Locale.ROOT));
        operation.put(
                "parameters",
                route.parameters().stream().map(OpenApi::parameter).toList());
        route.body().ifPresent(body -> {
            Map<String, Object> content = new LinkedHashMap<>();
            Object schema = body.type().<Object>map(type -> schema(type, 0)).orElse(Map.of());
            body.mediaTypes().forEach(type -> content.put(type, Map.of("schema", schema)));
            operation.put("requestBody", Map.of("description", body.description(), "content", content));
        });
        Map<String, Object> content = new LinkedHashMap<>();
        for (String type : route.mediaTypes()) {
            boolean isObject = type.equals("application/json") && route.answer().isPresent();
            content.put(type, Map.of("schema", isObject ? schema(route.answer().orElseThrow(), 0) : Map.of()));
        }
        operation.put(
                "responses",
                Map.of(
                        "2XX",
                        Map.of("description", route.summary(), "content", content),
                        "default",
                        Map.of(
                                "description",
                                "what went wrong",
                                "content",
                                Map.of("application/json", Map.of("schema", schema(ErrorAnswer.class, 0))))));
        if (route.access() != Access.PUBLIC) {
            operation.put("security", List.of(Map.of("token", List.of())));
        }
        return operation;
    }

    private static Map<String, Object> parameter(Route.Parameter parameter) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", parameter.name());
        described.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
        described.put("required", parameter.place() == Route.Place.PATH);
        described.put("description", parameter.description());
        described.put("schema", Map.of("type", parameter.type()));
        return described;
    }

    /** The schema of a type as {@link Json} writes it. */
    private static Map<String, Object> schema(Type type, int depth) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return Map.class.isAssignableFrom(raw)
                    ? Map.of("type", "object", "additionalProperties", schema(last, depth + 1))
                    : Map.of("type", "array", "items", schema(last, depth + 1));
        }
        if (!(type instanceof Class<?> plain) || depth > DEPTH_MAX) {
            return Map.of();
        }
        if (plain.isEnum()) {
            List<String> names = new ArrayList<>();
            for (Object constant : plain.getEnumConstants()) {
                names.add(constant.toString());
            }
            return Map.of("type", "string", "enum", names);
        }
        if (plain == String.class) {
            return Map.of("type", "string");
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (plain == int.class || plain == Integer.class || plain == long.class || plain == Long.class) {
            return Map.of("type", "integer");
        }
        if (plain == double.class || plain == Double.class) {
            return Map.of("type", "number");
        }
        return plain.isRecord() ? Map.of("type", "object", "properties", properties(plain, depth)) : Map.of();
    }

    private static Map<String, Object> properties(Class<?> record, int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            // A record's annotations are on its fields and accessors alike.
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                properties.putAll(properties(component.getType(), depth + 1));
            } else {
                properties.put(
                        named == null ? component.getName() : named.value(),
                        schema(component.getGenericType(), depth + 1));
            }
        }
        return properties;
    }
}
