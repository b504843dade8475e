package io.weir.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL's JSON functions that leads to one value: {@code $}, then members {@code .name} or {@code ['name']} and
 * elements {@code [0]}, after the mode {@code lax} or {@code strict}, which is the default.
 *
 * @param isLax whether what is missing or broken counts as empty instead of as an error
 * @param steps for each step the name of a member, as UTF-8, or null for an element
 * @param indexes for each step the index of an element
 */
record JsonSimplePath(boolean isLax, byte[][] steps, int[] indexes) {
    private static final Pattern STEP =
            Pattern.compile("\\.([\\p{Alnum}_-]+)|\\[\\s*'([^'\\\\]*)'\\s*]|\\[\\s*(\\d{1,9})\\s*]");
    private static final byte[] ELEMENT = new byte[0];

    /** The path, or null if it may lead to several values: {@link JsonGeneralPath} is for those. */
    static @Nullable JsonSimplePath compile(String text) {
        JsonPathText parts = JsonPathText.of(text);
        String path = parts.path().stripTrailing();
        if (!path.startsWith("$")) {
            return null;
        }
        List<byte[]> steps = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                return null;
            }
            String index = step.group(3);
            String name = step.group(1) == null ? step.group(2) : step.group(1);
            steps.add(index == null ? Utf8.bytes(name) : ELEMENT);
            indexes.add(index == null ? -1 : Integer.parseInt(index));
            at = step.end();
        }
        return new JsonSimplePath(
                parts.isLax(),
                steps.toArray(new byte[0][]),
                indexes.stream().mapToInt(Integer::intValue).toArray());
    }

    boolean isElement(int step) {
        return indexes[step] >= 0;
    }
}
