package io.weir.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LikePatternTest {
    private static final String ALPHABET = "abć🎉\n";
    private static final String PATTERN_ALPHABET = "abć🎉%_%_";

    @Test
    void agreesWithARegularExpressionOnRandomTexts() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            String text = random(ALPHABET, random.nextInt(8), random);
            String pattern = random(PATTERN_ALPHABET, random.nextInt(7), random);
            String regex = pattern.replace("%", "(?s:.*)").replace("_", ".");

            assertThat(matches(pattern, null, text))
                    .as("'%s' LIKE '%s'", text, pattern)
                    .isEqualTo(Pattern.matches(regex, text));
        }
    }

    private static String random(String alphabet, int length, Random random) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static boolean matches(String pattern, String escape, String text) {
        byte[] data = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
        return LikePattern.compile(pattern, escape).matches(data, 2, data.length - 4);
    }

    @Test
    void takesTheMeaningFromEscapedCharacters() {
        assertThat(matches("100!%", "!", "100%")).isTrue();
        assertThat(matches("100!%", "!", "1000")).isFalse();
        assertThat(matches("a!_b!!", "!", "a_b!")).isTrue();
    }

    @Test
    void refusesAnEscapeThatEscapesNothing() {
        assertThatThrownBy(() -> LikePattern.compile("a!b", "!"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Invalid escape sequence 'a!b', 1");
        assertThatThrownBy(() -> LikePattern.compile("a", "!!"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Invalid escape character '!!'");
    }
}
