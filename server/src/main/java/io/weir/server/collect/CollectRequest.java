package io.weir.server.collect;

/**
 * A request to take events.
 *
 * @param table the name in the URL
 * @param client the address it comes from
 * @param caller the name of the token that it has shown
 * @param errors what becomes of a request with records that cannot be taken
 * @param unknown what becomes of fields for which there is no column
 */
record CollectRequest(String table, byte[] body, String client, String caller, Errors errors, Unknown unknown) {
    /** What becomes of a request with records that cannot be taken. */
    enum Errors {
        /** None of its records is taken. */
        ALL,
        /** The others are taken. */
        EACH
    }

    /** What becomes of fields for which there is no column; they are never read. */
    enum Unknown {
        IGNORE,
        /** The answer names them. */
        REPORT,
        /** A record with one cannot be taken. */
        REJECT
    }
}
