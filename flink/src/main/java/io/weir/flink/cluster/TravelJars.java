package io.weir.flink.cluster;

import io.weir.flink.replay.ReplayTableFactory;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.flink.table.factories.Factory;

/**
 * The jars that go to a cluster with a plan: those of its connectors, formats and functions, with what they need, and
 * nothing that the cluster has itself.
 */
public final class TravelJars {
    /** What every distribution of Flink has in its folder {@code lib}. */
    private static final Pattern OF_FLINK = Pattern.compile("flink-(annotations|cep|clients|connector-base"
            + "|connector-datagen|connector-files|core|core-api|csv|dist|file-sink-common|java|json|metrics-.*"
            + "|queryable-.*|rpc-.*|runtime|scala|shaded-.*|streaming-java|table-.*)[-_0-9.a-z]*\\.jar");

    /** Classes of libraries that a connector or format needs beside the jar of its factory. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "jdbc",
            List.of(
                    "org.apache.flink.connector.jdbc.core.database.JdbcFactory",
                    "org.apache.flink.connector.jdbc.postgres.database.PostgresFactory",
                    "io.weir.flink.connector.MySqlJdbcFactory",
                    "org.postgresql.Driver",
                    "org.mariadb.jdbc.Driver"),
            "redis",
            List.of(
                    "redis.clients.jedis.Connection",
                    "io.weir.engine.connector.TableOptions",
                    "io.weir.plan.WeirException"),
            "avro",
            List.of(
                    "org.apache.avro.Schema",
                    "com.fasterxml.jackson.core.JsonFactory",
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "com.fasterxml.jackson.annotation.JsonProperty"),
            "protobuf",
            List.of("com.google.protobuf.Message"),
            "parquet",
            List.of(
                    "org.apache.hadoop.conf.Configuration",
                    "org.apache.hadoop.mapreduce.lib.output.FileOutputFormat",
                    "org.apache.commons.collections4.CollectionUtils",
                    "org.apache.hadoop.thirdparty.com.google.common.collect.Maps",
                    "com.ctc.wstx.io.InputBootstrapper",
                    "org.codehaus.stax2.XMLInputFactory2"));

    private static final String OUR_FUNCTIONS = "io.weir.functions";
    private static final List<String> NEEDED_BY_FUNCTIONS =
            List.of("io.weir.functions.package-info", "com.dynatrace.hash4j.hashing.Hasher");

    private TravelJars() {}

    /** The tables that a plan reads, looks up or writes. */
    public static List<PlanTable> tables(CompiledPlan plan) {
        List<PlanTable> tables = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof TableSourceScanNode scan) {
                tables.add(scan.table());
            } else if (node instanceof SinkNode sink) {
                tables.add(sink.table());
            } else if (node instanceof LookupJoinNode lookup) {
                tables.add(lookup.table());
            }
        }
        return tables;
    }

    /**
     * Finds the jars.
     *
     * @param text the plan and the statements before it, in which functions are named
     * @param packed where jars are written of classes that are in folders
     * @throws WeirException if a connector or format has no Flink factory here
     */
    public static List<Path> of(CompiledPlan plan, String text, ClassLoader classes, Path packed) {
        Set<Path> places = new TreeSet<>();
        for (String identifier : identifiers(plan)) {
            boolean isKnown = false;
            for (Factory factory : ServiceLoader.load(Factory.class, classes)) {
                if (factory.factoryIdentifier().equals(identifier)) {
                    isKnown = true;
                    places.add(place(factory.getClass()));
                }
            }
            if (!isKnown) {
                throw new WeirException(
                        ErrorCode.CONNECTOR_UNKNOWN,
                        "There is no jar here with the connector or format '" + identifier + "'",
                        "",
                        "Put it into the folder 'plugins', or name it in 'pipeline.jars'",
                        null);
            }
            addAll(NEEDED.getOrDefault(identifier, List.of()), classes, places);
        }
        if (text.contains(OUR_FUNCTIONS)) {
            addAll(NEEDED_BY_FUNCTIONS, classes, places);
        }
        List<Path> jars = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                jars.add(pack(place, packed));
            } else if (!OF_FLINK.matcher(String.valueOf(place.getFileName())).matches()) {
                jars.add(place);
            }
        }
        return jars;
    }

    private static Set<String> identifiers(CompiledPlan plan) {
        Set<String> identifiers = new TreeSet<>();
        for (PlanTable table : tables(plan)) {
            identifiers.add(table.connector());
            for (String key : List.of("format", "key.format", "value.format", ReplayTableFactory.CONNECTOR_KEY)) {
                table.option(key).ifPresent(identifiers::add);
            }
        }
        identifiers.remove("");
        return identifiers;
    }

    private static void addAll(List<String> names, ClassLoader classes, Set<Path> places) {
        names.forEach(name -> find(name, classes).ifPresent(type -> places.add(place(type))));
    }

    /** The class; what is not here is not needed here either, as the native engine runs the same tables without it. */
    private static Optional<Class<?>> find(String name, ClassLoader classes) {
        try {
            return Optional.of(Class.forName(name, false, classes));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type + " is of no jar");
        }
        try {
            return Path.of(new URI(source.getLocation().toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " is of no jar, but of " + source.getLocation(), e);
        }
    }

    /** The jar of a class of ours. */
    static Path jar(Class<?> type, Path packed) {
        Path place = place(type);
        return Files.isDirectory(place) ? pack(place, packed) : place;
    }

    /** Classes in a folder, as while one develops, become a jar. */
    private static Path pack(Path folder, Path packed) {
        Path jar = packed.resolve("classes-" + Integer.toHexString(folder.hashCode()) + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "The jar " + jar + " cannot be written: " + e, "", "", e);
        }
        return jar;
    }
}
