package io.weir.plan.expression;

import java.util.Optional;

/**
 * Which function is meant.
 *
 * @param kind where it comes from
 * @param name for BUILT_IN the bare name, such as AND or IS NOT NULL, upper case; for SYSTEM the name it was registered
 *     with; for CATALOG the full identifier with back quotes; for INLINE the name of the class
 * @param version for BUILT_IN the version of its behaviour, from 1; otherwise 0
 * @param className the implementation, where the plan has it
 * @param syntax Calcite's name of how it is written: FUNCTION, BINARY, SPECIAL, POSTFIX …
 */
public record FunctionReference(Kind kind, String name, int version, Optional<String> className, String syntax) {
    /** Where a function comes from. */
    public enum Kind {
        BUILT_IN,
        SYSTEM,
        CATALOG,
        INLINE
    }

    public boolean isBuiltIn() {
        return kind == Kind.BUILT_IN;
    }
}
