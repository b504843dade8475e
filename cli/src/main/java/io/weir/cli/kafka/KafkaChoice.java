package io.weir.cli.kafka;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code --kafka} says.
 *
 * @param port of the broker that is to be started; without, 9092 or any that is free
 * @param address of somebody else's broker; without, one is started
 */
record KafkaChoice(OptionalInt port, Optional<String> address) {
    private static final Pattern EMBEDDED = Pattern.compile("embedded(?::(\\d{1,5}))?");
    private static final Pattern ADDRESSES = Pattern.compile("[^\\s,/]+:\\d{1,5}(,[^\\s,/]+:\\d{1,5})*");
    private static final int PORT_MAX = 65_535;

    static KafkaChoice parse(String text) {
        Matcher embedded = EMBEDDED.matcher(text);
        if (embedded.matches()) {
            String port = embedded.group(1);
            if (port == null) {
                return new KafkaChoice(OptionalInt.empty(), Optional.empty());
            }
            int number = Integer.parseInt(port);
            if (number > 0 && number <= PORT_MAX) {
                return new KafkaChoice(OptionalInt.of(number), Optional.empty());
            }
        } else if (ADDRESSES.matcher(text).matches()) {
            return new KafkaChoice(OptionalInt.empty(), Optional.of(text));
        }
        throw new WeirException(
                ErrorCode.USAGE,
                "--kafka " + text + " is neither 'embedded' nor an address",
                "",
                "Say embedded, embedded:PORT or HOST:PORT",
                null);
    }
}
