package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The regular expression that was compiled last: most columns of patterns hold the same one for every row. */
final class PatternCache {
    private final boolean isSimilar;
    private final char escape;
    private byte[] bytes = new byte[0];
    private @Nullable Matcher matcher;
    private boolean filled;

    /**
     * Makes a cache.
     *
     * @param isSimilar whether the patterns are those of SIMILAR TO
     */
    PatternCache(boolean isSimilar) {
        this(isSimilar, (char) 0);
    }

    /** Makes a cache of patterns with this escape character, or 0. */
    PatternCache(boolean isSimilar, char escape) {
        this.isSimilar = isSimilar;
        this.escape = escape;
    }

    /** A matcher of the pattern at a position, or null if that is no pattern. */
    @Nullable
    Matcher matcher(BytesColumn patterns, int position) {
        if (!filled || !isSame(patterns, position)) {
            bytes = patterns.getBytes(position);
            filled = true;
            try {
                String pattern = patterns.getString(position);
                matcher = Pattern.compile(isSimilar ? SimilarPattern.toRegex(pattern, escape) : pattern)
                        .matcher("");
            } catch (PatternSyntaxException e) {
                matcher = null;
            }
        }
        return matcher;
    }

    private boolean isSame(BytesColumn patterns, int position) {
        int start = patterns.starts()[position];
        int length = patterns.lengths()[position];
        return length == bytes.length && Arrays.equals(patterns.data(), start, start + length, bytes, 0, length);
    }
}
