package io.weir.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler throws into one answer. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    static void of(Exception thrown, Context exchange) {
        if (thrown instanceof ApiException known) {
            write(exchange, known.status(), known.answer());
        } else if (thrown instanceof WeirException known) {
            write(exchange, status(known.code()), answer(known));
        } else if (thrown instanceof HttpResponseException known) {
            write(exchange, known.getStatus(), answer(known, exchange));
        } else {
            LOG.error("{} {} failed", exchange.method(), exchange.path(), thrown);
            write(
                    exchange,
                    500,
                    error("INTERNAL", "This is a defect of Weir", "", "The server's log has the details; report it"));
        }
    }

    /** Of what the HTTP server itself refuses. */
    private static ErrorAnswer answer(HttpResponseException known, Context exchange) {
        return switch (known.getStatus()) {
            case 404 -> error("NOT_FOUND", "There is nothing here", exchange.path(), "See /openapi.json for all paths");
            case 405 ->
                error(
                        "METHOD_NOT_ALLOWED",
                        exchange.method().name() + " is not allowed here",
                        exchange.path(),
                        "See /openapi.json for the methods of each path");
            case 413 -> error("TOO_LARGE", "The body is too large", exchange.path(), "Send it in parts");
            default -> error("HTTP_" + known.getStatus(), String.valueOf(known.getMessage()), exchange.path(), "");
        };
    }

    static ErrorAnswer error(String code, String what, String where, String hint) {
        return new ErrorAnswer(new ErrorAnswer.Detail(code, what, where, hint));
    }

    private static ErrorAnswer answer(WeirException known) {
        return error(known.code().name(), known.what(), known.where(), known.hint());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INTERNAL, RUN_FAILED, IO_FAILED, IO_FULL, EPOCH_FAILED, FUNCTION_FAILED -> 500;
            case CONNECTOR_UNREACHABLE, CONNECTOR_FAILED, STATE_LOCKED -> 503;
            case LIMIT_EXCEEDED -> 429;
            default -> 400;
        };
    }

    private static void write(Context exchange, int status, ErrorAnswer answer) {
        exchange.status(status);
        Json.answer(exchange, answer);
    }
}
