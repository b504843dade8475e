package io.weir.connector.view;

import java.util.Optional;

/**
 * What a value of a column must be for its row to be read. As in SQL, a value that is NULL fits no comparison.
 *
 * @param column the column's name
 * @param operator the comparison
 * @param value what is compared with, as text of the column's type; of no meaning for {@link Operator#IS_NULL} and
 *     {@link Operator#IS_NOT_NULL}
 */
public record ViewFilter(String column, Operator operator, String value) {
    /** The comparisons. */
    public enum Operator {
        EQ("eq"),
        NE("ne"),
        LT("lt"),
        LTE("lte"),
        GT("gt"),
        GTE("gte"),
        /** The text begins with the value. */
        PREFIX("prefix"),
        IS_NULL("null"),
        IS_NOT_NULL("notnull");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** How it is written in a request, such as {@code gte}. */
        public String word() {
            return word;
        }

        /** The operator that is written like this. */
        public static Optional<Operator> of(String word) {
            for (Operator operator : values()) {
                if (operator.word.equals(word)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }
    }
}
