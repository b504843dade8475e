package io.weir.testing.house;

import io.weir.testing.house.JavaSource.Method;
import io.weir.testing.house.SourceTree.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that {@link TidyTest} holds; each takes what it looks at, and returns one line per breach. */
final class TidyRules {
    static final int LINE_LENGTH_MAX = 120;
    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 70;

    /** Where standard output and standard error are what the code is about. */
    private static final List<String> STANDARD_STREAM_FOLDERS = List.of(
            "cli/", "connectors/console/", "connectors/alert/", "connectors/kafka-broker/", "benchmarks/", "testing/");

    // Cut in two, so that this file does not break its own rule.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern DISABLED_WITHOUT_REASON = Pattern.compile("^\\s*@Disabled\\s*(\\(\\s*\\)\\s*)?$");
    private static final Pattern REGISTRY = Pattern.compile("\\brepo1?\\.maven|\\bmaven\\.org\\b|\\bjitpack\\.io|"
            + "\\bnpmjs\\.|\\bpypi\\.org|\\bcentral\\.sonatype|<(plugin)?[rR]epositor(y|ies)>|distributionUrl\\b *=");
    private static final Pattern MACHINE_PATH = Pattern.compile(
            "(?<![\\w.$}/-])/(work|root|home/[a-z][\\w-]*|Users/[A-Za-z][\\w-]*)/|\\b[A-Z]:\\\\Users\\b");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    private TidyRules() {}

    static List<String> longLines(TextFile file) {
        List<String> breaches = new ArrayList<>();
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int length = line.codePointCount(0, line.length());
            if (length > LINE_LENGTH_MAX) {
                breaches.add(at(file.path(), i + 1L) + " has " + length + " characters");
            }
        }
        return breaches;
    }

    static List<String> wildcardImports(JavaSource source) {
        return source.wildcardImportLines().stream()
                .map(line -> at(source.path(), line))
                .toList();
    }

    static List<String> inferredTypes(JavaSource source) {
        return source.inferredTypeLines().stream()
                .map(line -> at(source.path(), line))
                .toList();
    }

    static List<String> standardStreams(JavaSource source) {
        if (STANDARD_STREAM_FOLDERS.stream().anyMatch(source.path()::startsWith)) {
            return List.of();
        }
        return source.standardStreamLines().stream()
                .map(line -> at(source.path(), line))
                .toList();
    }

    static List<String> undocumentedTypes(JavaSource source) {
        return source.undocumentedTypes().stream()
                .map(type -> source.path() + ": " + type)
                .toList();
    }

    static List<String> longMethods(JavaSource source) {
        return source.methods().stream()
                .filter(method -> method.lines() > METHOD_LINES_MAX)
                .map(method -> key(source, method) + " has " + method.lines() + " lines, at line " + method.line())
                .toList();
    }

    /** Names a method in an allow-list: {@code path#name}. */
    static String key(JavaSource source, Method method) {
        return source.path() + "#" + method.name();
    }

    static List<String> unfinished(TextFile file) {
        return matches(file, UNFINISHED);
    }

    static List<String> disabledWithoutReason(TextFile file) {
        return matches(file, DISABLED_WITHOUT_REASON);
    }

    static List<String> registries(TextFile file) {
        return matches(file, REGISTRY);
    }

    static List<String> machinePaths(TextFile file) {
        return matches(file, MACHINE_PATH);
    }

    static List<String> badLineEnds(TextFile file) {
        List<String> breaches = new ArrayList<>();
        if (!file.text().isEmpty() && !file.text().endsWith("\n")) {
            breaches.add(file.path() + " does not end with a newline");
        }
        if (file.text().indexOf('\r') >= 0) {
            breaches.add(file.path() + " has a carriage return");
        }
        return breaches;
    }

    /** Links of a document to files of the tree that are not there. */
    static List<String> brokenLinks(TextFile document, Predicate<String> exists) {
        List<String> breaches = new ArrayList<>();
        List<String> lines = document.text().lines().toList();
        Path folder = Path.of(document.path()).resolveSibling("");
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = LINK.matcher(lines.get(i));
            while (matcher.find()) {
                String target = matcher.group(1);
                String path = folder.resolve(target).normalize().toString().replace('\\', '/');
                if (!target.contains(":") && !exists.test(path)) {
                    breaches.add(at(document.path(), i + 1L) + " links to " + target);
                }
            }
        }
        return breaches;
    }

    /** Packages with shipped code whose {@code package-info.java} is missing or not {@code @NullMarked}. */
    static List<String> unmarkedPackages(List<JavaSource> mainSources) {
        Set<String> folders = new TreeSet<>();
        for (JavaSource source : mainSources) {
            folders.add(source.path().substring(0, source.path().lastIndexOf('/')));
        }
        Map<String, String> infos = mainSources.stream()
                .filter(source -> source.path().endsWith("/package-info.java"))
                .collect(Collectors.toMap(JavaSource::path, JavaSource::text));
        List<String> breaches = new ArrayList<>();
        for (String folder : folders) {
            String info = infos.get(folder + "/package-info.java");
            if (info == null) {
                breaches.add(folder + " has no package-info.java");
            } else if (!info.contains("@NullMarked")) {
                breaches.add(folder + "/package-info.java lacks @NullMarked");
            } else if (!info.contains("/**")) {
                breaches.add(folder + "/package-info.java does not say what the package is for");
            }
        }
        return breaches;
    }

    /** Compares what is too long with the list of exceptions, both ways: a stale exception is a breach too. */
    static List<String> againstExceptions(Map<String, Long> sizes, long max, Map<String, String> exceptions) {
        List<String> breaches = new ArrayList<>();
        sizes.forEach((name, lines) -> {
            if (lines > max && !exceptions.containsKey(name)) {
                breaches.add(name + " has " + lines + " lines");
            }
        });
        exceptions.forEach((name, reason) -> {
            Long lines = sizes.get(name);
            if (lines == null) {
                breaches.add("the exception for " + name + " is stale: there is no such thing");
            } else if (lines <= max) {
                breaches.add("the exception for " + name + " is stale: it has " + lines + " lines now");
            } else if (reason.isBlank()) {
                breaches.add("the exception for " + name + " has no reason");
            }
        });
        return breaches;
    }

    private static List<String> matches(TextFile file, Pattern pattern) {
        List<String> breaches = new ArrayList<>();
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = pattern.matcher(lines.get(i));
            if (matcher.find()) {
                breaches.add(at(file.path(), i + 1L) + ": " + lines.get(i).strip());
            }
        }
        return breaches;
    }

    private static String at(String path, long line) {
        return path + ":" + line;
    }
}
