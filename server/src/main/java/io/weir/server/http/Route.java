package io.weir.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of the table of routes: what is served, who may use it, and what its description says.
 *
 * @param path with parameters in braces: {@code /api/v1/views/{name}}
 * @param access who may use it
 * @param isCollect whether events come in here: pages of other origins that were named may use it, and callers who may
 *     do nothing else; its path has a parameter {@code table}
 * @param summary one sentence
 * @param body what is sent with it
 * @param answer the record whose components are the answer's fields, if the answer is one JSON object
 * @param mediaTypes the forms of the answer
 */
public record Route(
        Method method,
        String path,
        Access access,
        boolean isCollect,
        String summary,
        List<Parameter> parameters,
        Optional<Body> body,
        Optional<Class<?>> answer,
        List<String> mediaTypes,
        Handler handler) {
    private static final String JSON = "application/json";

    /** The methods that are used. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /** Where a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /**
     * A parameter.
     *
     * @param type its type in JSON Schema: {@code string}, {@code integer}, {@code boolean}
     */
    public record Parameter(String name, Place place, String type, String description) {}

    /**
     * What is sent with a request.
     *
     * @param type the record of its fields, if it is one JSON object
     */
    public record Body(Optional<Class<?>> type, List<String> mediaTypes, String description) {}

    /** Computes an answer. */
    @FunctionalInterface
    public interface Answering<T> {
        /** The answer, to be written as JSON. */
        T answer(Context exchange) throws Exception;
    }

    public Route {
        parameters = List.copyOf(parameters);
        mediaTypes = List.copyOf(mediaTypes);
    }

    /** A route that changes nothing. */
    public static Builder get(String path, Access access, String summary) {
        return new Builder(Method.GET, path, access, summary);
    }

    /** A route that does something. */
    public static Builder post(String path, Access access, String summary) {
        return new Builder(Method.POST, path, access, summary);
    }

    /** A route that takes something away. */
    public static Builder delete(String path, Access access, String summary) {
        return new Builder(Method.DELETE, path, access, summary);
    }

    /** Whether it may change something, so that a browser must show that the page itself asks. */
    public boolean changesSomething() {
        return method != Method.GET;
    }

    /** Collects what a route is; ends with {@link #json} or {@link #raw}. */
    public static final class Builder {
        private final Method method;
        private final String path;
        private final Access access;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private Optional<Body> body = Optional.empty();
        private boolean isCollect;

        private Builder(Method method, String path, Access access, String summary) {
            this.method = method;
            this.path = path;
            this.access = access;
            this.summary = summary;
            for (String part : path.split("/")) {
                if (part.startsWith("{") && part.endsWith("}")) {
                    parameters.add(new Parameter(part.substring(1, part.length() - 1), Place.PATH, "string", ""));
                }
            }
        }

        /** Events come in here, into the table of the path's parameter {@code table}. */
        public Builder collects() {
            isCollect = true;
            return this;
        }

        /** A parameter of the query. */
        public Builder query(String name, String type, String description) {
            parameters.add(new Parameter(name, Place.QUERY, type, description));
            return this;
        }

        /** A header that has a meaning here. */
        public Builder header(String name, String description) {
            parameters.add(new Parameter(name, Place.HEADER, "string", description));
            return this;
        }

        /** A JSON object with the fields of a record is sent; read it with {@link Json#read}. */
        public Builder body(Class<?> type, String description) {
            body = Optional.of(new Body(Optional.of(type), List.of(JSON), description));
            return this;
        }

        /** Something else is sent. */
        public Builder body(List<String> mediaTypes, String description) {
            body = Optional.of(new Body(Optional.empty(), List.copyOf(mediaTypes), description));
            return this;
        }

        /** Answers with a record as JSON. */
        public <T> Route json(Class<T> answer, Answering<T> answering) {
            return build(
                    Optional.of(answer), List.of(JSON), exchange -> Json.answer(exchange, answering.answer(exchange)));
        }

        /** Answers by itself; other forms than JSON are {@code mediaTypes} of a record's fields, or of anything. */
        public Route raw(Class<?> answer, List<String> mediaTypes, Handler handler) {
            return build(Optional.of(answer), mediaTypes, handler);
        }

        /** Answers by itself, with something that is no JSON object. */
        public Route raw(String mediaType, Handler handler) {
            return build(Optional.empty(), List.of(mediaType), handler);
        }

        private Route build(Optional<Class<?>> answer, List<String> mediaTypes, Handler handler) {
            return new Route(method, path, access, isCollect, summary, parameters, body, answer, mediaTypes, handler);
        }
    }
}
