package io.weir.flink;

import io.weir.flink.PlannedStatement.InsertJob;
import io.weir.flink.PlannedStatement.Job;
import io.weir.flink.PlannedStatement.ResultColumn;
import io.weir.flink.PlannedStatement.SelectJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Planned scripts kept on disk, so that a second start needs no planner: loading Flink's planner costs one to four
 * seconds.
 *
 * <p>A script is found by a hash of its text, the configuration, the default time zone and every jar on the class path
 * (name and size), so that another version of Flink or of a connector plans afresh. A file that is damaged counts as
 * absent and is written anew. Files are written beside their place and moved there, so that no reader sees half of one.
 * The least recently used go when there are too many.
 *
 * <p>Any number of processes may use the same folder.
 */
public final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);
    private static final long MAGIC = 0x5745495250_01L;
    private static final String SUFFIX = ".plan";
    private static final int FILES_MAX = 500;
    private static final long BYTES_MAX = 64L << 20;
    private static final byte KIND_INSERT = 1;
    private static final byte KIND_SELECT = 2;

    private final Path folder;
    private final int filesMax;
    private final long bytesMax;

    /** @param folder where the files are; it is made when it is needed */
    public PlanCache(Path folder) {
        this(folder, FILES_MAX, BYTES_MAX);
    }

    PlanCache(Path folder, int filesMax, long bytesMax) {
        this.folder = folder;
        this.filesMax = filesMax;
        this.bytesMax = bytesMax;
    }

    /**
     * The script from the cache, or planned and then kept.
     *
     * @param sql the script
     * @param name what to call it in messages
     * @param configuration as for {@link ScriptPlanner}
     */
    public PlannedScript plan(String sql, String name, Map<String, String> configuration) {
        String key = key(sql, configuration);
        Optional<PlannedScript> found = find(key);
        if (found.isPresent()) {
            return found.get();
        }
        try (ScriptPlanner planner = new ScriptPlanner(configuration)) {
            PlannedScript script = planner.plan(SqlScript.parse(sql, name));
            store(key, script);
            return script;
        }
    }

    /** The key of a script with this process's class path and time zone. */
    public static String key(String sql, Map<String, String> configuration) {
        return key(sql, configuration, System.getProperty("java.class.path", ""));
    }

    static String key(String sql, Map<String, String> configuration, String classPath) {
        StringBuilder identity = new StringBuilder();
        append(identity, Long.toHexString(MAGIC));
        append(identity, ZoneId.systemDefault().getId());
        append(identity, sql);
        new TreeMap<>(configuration).forEach((key, value) -> {
            append(identity, key);
            append(identity, value);
        });
        for (String entry : classPath.split(File.pathSeparator)) {
            File file = new File(entry);
            append(identity, entry.isEmpty() ? "" : version(file));
            for (String named : namedByManifest(file)) {
                append(identity, version(new File(file.getParentFile(), named)));
            }
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void append(StringBuilder identity, String part) {
        identity.append(part.length()).append(':').append(part);
    }

    /** The jars that the manifest of a jar puts on the class path, as that of the command's does. */
    private static List<String> namedByManifest(File entry) {
        if (!entry.getName().endsWith(".jar") || !entry.isFile()) {
            return List.of();
        }
        try (JarFile jar = new JarFile(entry)) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return classPath == null ? List.of() : List.of(classPath.trim().split(" +"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Name and size of a jar; of a folder of classes, which only a developer has, the newest change. */
    private static String version(File entry) {
        if (!entry.isDirectory()) {
            return entry.getName() + "=" + entry.length();
        }
        try (Stream<Path> files = Files.walk(entry.toPath())) {
            return entry + "="
                    + files.mapToLong(file -> file.toFile().lastModified())
                            .max()
                            .orElse(0);
        } catch (IOException e) {
            return entry.toString();
        }
    }

    /** The script with that key, unless it is absent or damaged. */
    public Optional<PlannedScript> find(String key) {
        Path file = folder.resolve(key + SUFFIX);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            PlannedScript script = read(Files.readAllBytes(file), key);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(script);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cached plan {} cannot be used and is planned anew", file, e);
            return Optional.empty();
        }
    }

    /**
     * Keeps a script, if it may be kept; whether it was. A folder that cannot be written is no failure: the next start
     * is only slower.
     */
    public boolean store(String key, PlannedScript script) {
        if (!script.isCacheable()) {
            return false;
        }
        try {
            byte[] bytes = write(script, key);
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, key.substring(0, 8), ".tmp");
            try {
                Files.write(temporary, bytes);
                Files.move(
                        temporary,
                        folder.resolve(key + SUFFIX),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            makeRoom();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The plan cannot be cached in {}", folder, e);
            return false;
        }
    }

    private void makeRoom() throws IOException {
        List<File> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.map(Path::toFile)
                    .filter(file -> file.getName().endsWith(SUFFIX))
                    .forEach(files::add);
        }
        files.sort(Comparator.comparingLong(File::lastModified).reversed());
        long bytes = 0;
        for (int i = 0; i < files.size(); i++) {
            bytes += files.get(i).length();
            if (i >= filesMax || bytes > bytesMax) {
                Files.deleteIfExists(files.get(i).toPath());
            }
        }
    }

    private static byte[] write(PlannedScript script, String key) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeLong(MAGIC);
        writeText(out, key);
        List<Job> jobs = script.jobs();
        if (jobs.size() != script.statements().size()) {
            throw new IOException("only jobs can be kept");
        }
        out.writeInt(jobs.size());
        for (Job job : jobs) {
            writeJob(out, job);
        }
        CRC32 checksum = new CRC32();
        checksum.update(body.toByteArray());
        out.writeLong(checksum.getValue());
        return body.toByteArray();
    }

    private static void writeJob(DataOutputStream out, Job job) throws IOException {
        out.writeByte(job instanceof SelectJob ? KIND_SELECT : KIND_INSERT);
        writeText(out, job.sql());
        out.writeInt(job.line());
        writeText(out, job.planJson());
        out.writeInt(job.configuration().size());
        for (Map.Entry<String, String> option : job.configuration().entrySet()) {
            writeText(out, option.getKey());
            writeText(out, option.getValue());
        }
        out.writeInt(job.setup().size());
        for (String statement : job.setup()) {
            writeText(out, statement);
        }
        if (job instanceof SelectJob select) {
            out.writeBoolean(select.isInsertOnly());
            out.writeInt(select.columns().size());
            for (ResultColumn column : select.columns()) {
                writeText(out, column.name());
                writeText(out, column.type().asSerializableString());
            }
        }
    }

    private static PlannedScript read(byte[] bytes, String key) throws IOException {
        int bodyLength = bytes.length - Long.BYTES;
        if (bodyLength < 0) {
            throw new IOException("too short");
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, bodyLength);
        DataInputStream tail = new DataInputStream(new ByteArrayInputStream(bytes, bodyLength, Long.BYTES));
        if (checksum.getValue() != tail.readLong()) {
            throw new IOException("the checksum differs");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, bodyLength));
        if (in.readLong() != MAGIC || !readText(in).equals(key)) {
            throw new IOException("not this plan");
        }
        int count = in.readInt();
        List<PlannedStatement> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(readJob(in));
        }
        return new PlannedScript(jobs, true);
    }

    private static Job readJob(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        String sql = readText(in);
        int line = in.readInt();
        String planJson = readText(in);
        Map<String, String> configuration = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String option = readText(in);
            configuration.put(option, readText(in));
        }
        List<String> setup = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            setup.add(readText(in));
        }
        if (kind == KIND_INSERT) {
            return new InsertJob(sql, line, planJson, configuration, setup);
        }
        boolean isInsertOnly = in.readBoolean();
        List<ResultColumn> columns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            String type = readText(in);
            columns.add(new ResultColumn(name, LogicalTypeParser.parse(type, PlanCache.class.getClassLoader())));
        }
        return new SelectJob(sql, line, planJson, configuration, setup, columns, isInsertOnly);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
