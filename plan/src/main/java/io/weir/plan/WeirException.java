package io.weir.plan;

import org.jspecify.annotations.Nullable;

/**
 * The root of the one family of exceptions.
 *
 * <p>A message has three parts: <i>what</i> went wrong, <i>where</i> (file, line and column; topic, partition and
 * offset; plan node and field), and a <i>hint</i>, which says what to do next. {@link #getMessage()} joins them:
 * {@code where: what. hint}.
 */
public class WeirException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String what;
    private final String where;
    private final String hint;

    /** A failure with no known place and no hint. */
    public WeirException(ErrorCode code, String what) {
        this(code, what, "", "", null);
    }

    /**
     * @param what what went wrong, one sentence
     * @param where the place, or "" when there is none
     * @param hint what to do next, or ""
     * @param cause what caused it, or null
     */
    public WeirException(ErrorCode code, String what, String where, String hint, @Nullable Throwable cause) {
        super(join(what, where, hint), cause);
        this.code = code;
        this.what = what;
        this.where = where;
        this.hint = hint;
    }

    public ErrorCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    /** The place, or "". */
    public String where() {
        return where;
    }

    /** What to do next, or "". */
    public String hint() {
        return hint;
    }

    /** The same failure, caused by this one, with more to do behind its hint. */
    public WeirException withMoreToDo(String more) {
        String first = hint.isEmpty() || hint.endsWith(".") ? hint : hint + ".";
        return new WeirException(code, what, where, (first + " " + more).strip(), this);
    }

    /** Whether the user can mend it; then only the message is shown, never a stack trace. */
    public boolean userMistake() {
        return code.isUserMistake();
    }

    private static String join(String what, String where, String hint) {
        StringBuilder message = new StringBuilder();
        if (!where.isEmpty()) {
            message.append(where).append(": ");
        }
        message.append(what);
        if (!hint.isEmpty()) {
            if (!what.endsWith(".") && !what.endsWith("\n")) {
                message.append('.');
            }
            message.append(what.endsWith("\n") ? "" : " ").append(hint);
        }
        return message.toString();
    }
}
