package io.weir.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.weir.server.console.ConsoleFiles;
import io.weir.server.console.ConsoleFiles.ConsoleFile;

/** Answers with the console's pages; what is no page of it is not found. */
final class StaticPages {
    private final ConsoleFiles files = new ConsoleFiles();

    /** Answers with the page of a path. */
    void serve(Context exchange) {
        String path = exchange.path();
        ConsoleFile file = files.find(path)
                .orElseThrow(() -> ApiException.notFound(
                        "There is no page " + path.substring(1), "See /openapi.json for all paths"));
        ConsoleFiles.HEADERS.forEach(exchange::header);
        exchange.header("ETag", file.tag());
        if (file.tag().equals(exchange.header("If-None-Match"))) {
            exchange.status(HttpStatus.NOT_MODIFIED);
        } else {
            exchange.contentType(file.type()).result(file.content());
        }
    }
}
