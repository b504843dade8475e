package io.weir.testing.sql.random;

import java.util.ArrayList;
import java.util.List;

/** A piece of a random query that knows how to become simpler, a step at a time. */
sealed interface Sql {
    /** The piece as text. */
    String text();

    /** The same piece with one thing less or one thing simpler, the largest steps first. */
    List<Sql> simpler();

    static Sql text(String text) {
        return new Text(text);
    }

    /** Pieces one after another. */
    static Sql of(Object... pieces) {
        List<Sql> list = new ArrayList<>();
        for (Object piece : pieces) {
            list.add(piece instanceof Sql sql ? sql : new Text((String) piece));
        }
        return new Sequence(list);
    }

    /** Text that never changes. */
    record Text(String text) implements Sql {
        @Override
        public List<Sql> simpler() {
            return List.of();
        }
    }

    /** Pieces that all stay. */
    record Sequence(List<Sql> pieces) implements Sql {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            pieces.forEach(piece -> text.append(piece.text()));
            return text.toString();
        }

        @Override
        public List<Sql> simpler() {
            List<Sql> variants = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                for (Sql variant : pieces.get(i).simpler()) {
                    variants.add(new Sequence(replaced(pieces, i, variant)));
                }
            }
            return variants;
        }
    }

    /**
     * Items of which some may go.
     *
     * @param before stands before the items, if there are any
     * @param least how many items must stay
     */
    record Parts(String before, String separator, int least, List<Sql> items) implements Sql {
        @Override
        public String text() {
            return items.isEmpty()
                    ? ""
                    : before
                            + String.join(
                                    separator, items.stream().map(Sql::text).toList());
        }

        @Override
        public List<Sql> simpler() {
            List<Sql> variants = new ArrayList<>();
            if (items.size() > least) {
                for (int i = 0; i < items.size(); i++) {
                    List<Sql> fewer = new ArrayList<>(items);
                    fewer.remove(i);
                    variants.add(new Parts(before, separator, least, fewer));
                }
            }
            for (int i = 0; i < items.size(); i++) {
                for (Sql variant : items.get(i).simpler()) {
                    variants.add(new Parts(before, separator, least, replaced(items, i, variant)));
                }
            }
            return variants;
        }
    }

    /**
     * An expression of a kind: a template in which each {@code ?} stands for an argument.
     *
     * @param arguments themselves expressions
     */
    record Expression(Kind kind, String template, List<Expression> arguments) implements Sql {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            int next = 0;
            for (int i = 0; i < template.length(); i++) {
                char c = template.charAt(i);
                if (c == '?') {
                    text.append(arguments.get(next++).text());
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }

        @Override
        public List<Sql> simpler() {
            List<Sql> variants = new ArrayList<>();
            for (Expression argument : arguments) {
                if (argument.kind == kind) {
                    variants.add(argument);
                }
            }
            if (!arguments.isEmpty()) {
                variants.add(new Expression(kind, kind.literal(), List.of()));
            }
            for (int i = 0; i < arguments.size(); i++) {
                for (Sql variant : arguments.get(i).simpler()) {
                    List<Expression> changed = new ArrayList<>(arguments);
                    changed.set(i, (Expression) variant);
                    variants.add(new Expression(kind, template, changed));
                }
            }
            return variants;
        }
    }

    private static List<Sql> replaced(List<Sql> list, int index, Sql item) {
        List<Sql> changed = new ArrayList<>(list);
        changed.set(index, item);
        return changed;
    }
}
