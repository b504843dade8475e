package io.weir.library.compare;

import io.weir.flink.cluster.ClusterAddress;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the engines that are compared.
 *
 * @param kind what runs the job
 * @param parallelism if it was given
 * @param cluster where, for {@link Kind#CLUSTER}
 */
public record ComparedEngine(Kind kind, OptionalInt parallelism, Optional<ClusterAddress> cluster) {
    private static final Pattern FORM = Pattern.compile("(native|flink|cluster)(?::(\\d{1,4}))?(?:=(.+))?");

    /** What runs a job. */
    public enum Kind {
        /** Weir's own engine. */
        NATIVE,
        /** Flink inside this process. */
        FLINK,
        /** A Flink cluster. */
        CLUSTER
    }

    /** Reads a list such as {@code native,flink:2,cluster:4=http://localhost:8081}. */
    public static List<ComparedEngine> list(String text) {
        List<ComparedEngine> engines = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            engines.add(of(each.strip()));
        }
        if (engines.size() < 2) {
            throw wrong("one engine alone cannot be compared");
        }
        return engines;
    }

    private static ComparedEngine of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong("there is no engine '" + text + "'");
        }
        Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        String address = matcher.group(3);
        if ((kind == Kind.CLUSTER) != (address != null)) {
            throw wrong("'" + text + "'" + (address == null ? " needs an address" : " takes no address"));
        }
        String parallelism = matcher.group(2);
        if ("0".equals(parallelism)) {
            throw wrong("'" + text + "' has no instance");
        }
        return new ComparedEngine(
                kind,
                parallelism == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parallelism)),
                Optional.ofNullable(address).map(ClusterAddress::of));
    }

    private static WeirException wrong(String what) {
        return new WeirException(
                ErrorCode.USAGE,
                what,
                "--engines",
                "Name two or more of native, flink and cluster=URL, each with a parallelism if you like:"
                        + " native,native:3",
                null);
    }

    /** The same with this parallelism, if it has none of its own. */
    public ComparedEngine orParallelism(OptionalInt other) {
        return parallelism.isPresent() ? this : new ComparedEngine(kind, other, cluster);
    }

    /** What it is called in reports. */
    public String name() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name + (parallelism.isPresent() ? ":" + parallelism.getAsInt() : "");
    }
}
