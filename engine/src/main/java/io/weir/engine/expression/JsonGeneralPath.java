package io.weir.engine.expression;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingException;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL's JSON functions that may lead to several values: wildcards, slices, filters, functions. It works on
 * the objects of {@link JsonTree}, with the library that Flink uses.
 */
final class JsonGeneralPath {
    private static final Provider PROVIDER = new Provider();
    private static final Configuration STRICT = Configuration.builder()
            .jsonProvider(PROVIDER)
            .mappingProvider(new NoMapping())
            .build();
    private static final Configuration LAX = STRICT.addOptions(Option.SUPPRESS_EXCEPTIONS);

    private final boolean isLax;
    private final @Nullable JsonPath path;

    private JsonGeneralPath(boolean isLax, @Nullable JsonPath path) {
        this.isLax = isLax;
        this.path = path;
    }

    /** A path; one that is none fails when it is asked. */
    static JsonGeneralPath compile(String text) {
        JsonPathText parts = JsonPathText.of(text);
        try {
            return new JsonGeneralPath(parts.isLax(), JsonPath.compile(parts.path()));
        } catch (InvalidPathException | IllegalArgumentException e) {
            return new JsonGeneralPath(parts.isLax(), null);
        }
    }

    boolean isLax() {
        return isLax;
    }

    /** Whether this is a path at all. */
    boolean isValid() {
        return path != null;
    }

    /**
     * The value at the path, a list if there may be several.
     *
     * @throws JsonPathException if there is none, and the mode is strict
     */
    @Nullable
    Object read(@Nullable Object root) {
        if (path == null) {
            throw new InvalidPathException("no path");
        }
        return path.read(root, isLax ? LAX : STRICT);
    }

    /** Java's collections as JSON. */
    private static final class Provider extends AbstractJsonProvider {
        @Override
        public Object parse(String json) {
            throw new UnsupportedOperationException("texts are parsed before");
        }

        @Override
        public Object parse(InputStream json, String charset) {
            throw new UnsupportedOperationException("texts are parsed before");
        }

        @Override
        public String toJson(Object value) {
            StringBuilder text = new StringBuilder();
            JsonTree.write(value, text);
            return text.toString();
        }

        @Override
        public Object createArray() {
            return new ArrayList<>();
        }

        @Override
        public Object createMap() {
            return new LinkedHashMap<>();
        }
    }

    /** Values stay what they are. */
    private static final class NoMapping implements MappingProvider {
        @Override
        public <T> T map(Object source, Class<T> targetType, Configuration configuration) {
            if (targetType.isInstance(source)) {
                return targetType.cast(source);
            }
            throw new MappingException("no mapping to " + targetType);
        }

        @Override
        public <T> T map(Object source, TypeRef<T> targetType, Configuration configuration) {
            throw new MappingException("no mapping to " + targetType);
        }
    }
}
