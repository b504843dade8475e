package io.weir.server.http;

/** What every request that fails is answered with. */
public record ErrorAnswer(Detail error) {
    /**
     * What went wrong.
     *
     * @param code names the kind of it, for programs
     * @param what one sentence
     * @param where the place, or ""
     * @param hint what to do next, or ""
     */
    public record Detail(String code, String what, String where, String hint) {}
}
