package io.weir.testing.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Checks a FlinkDeployment against the schema that the Kubernetes operator registers, more strictly than Kubernetes
 * does, which drops fields that it does not know.
 */
final class ManifestSchema {
    private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private final Map<String, Object> schema;

    private ManifestSchema(Map<String, Object> schema) {
        this.schema = schema;
    }

    static ManifestSchema ofOperator() throws IOException {
        try (InputStream in = Objects.requireNonNull(ManifestSchema.class.getResourceAsStream(CRD), CRD)) {
            Map<String, Object> crd = map(load(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
            Object version =
                    ((List<?>) Objects.requireNonNull(map(crd.get("spec")).get("versions"))).get(0);
            return new ManifestSchema(map(map(map(version).get("schema")).get("openAPIV3Schema")));
        }
    }

    static Object load(String yaml) {
        return Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    /** What is wrong with the part of a manifest that the operator reads. */
    List<String> problems(Map<String, Object> manifest) {
        List<String> problems = new ArrayList<>();
        Object spec = manifest.get("spec");
        check("spec", spec, map(map(schema.get("properties")).get("spec")), problems);
        return problems;
    }

    private static void check(String where, Object value, Map<String, Object> schema, List<String> problems) {
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
            return;
        }
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            if (!(value instanceof Integer) && !(value instanceof String)) {
                problems.add(where + ": " + value + " is no int or string");
            }
            return;
        }
        String type = String.valueOf(schema.get("type"));
        boolean fits = switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> false;
        };
        if (!fits) {
            problems.add(where + ": " + value + " is no " + type);
            return;
        }
        if (schema.get("enum") instanceof List<?> values && !values.contains(value)) {
            problems.add(where + ": " + value + " is none of " + values);
        }
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                check(where + "[" + i + "]", items.get(i), map(schema.get("items")), problems);
            }
        }
        if (value instanceof Map<?, ?>) {
            checkFields(where, map(value), schema, problems);
        }
    }

    private static void checkFields(
            String where, Map<String, Object> fields, Map<String, Object> schema, List<String> problems) {
        Map<String, Object> known =
                schema.get("properties") == null ? Map.of() : map(Objects.requireNonNull(schema.get("properties")));
        Object others = schema.get("additionalProperties");
        fields.forEach((name, value) -> {
            Object field = known.getOrDefault(name, others);
            if (field instanceof Map<?, ?>) {
                check(where + "." + name, value, map(field), problems);
            } else {
                problems.add(where + "." + name + ": there is no such field");
            }
        });
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !fields.containsKey(String.valueOf(name)))
                    .forEach(name -> problems.add(where + "." + name + ": is missing"));
        }
    }
}
