package io.weir.benchmarks.side;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sides of a comparison have to do; it travels to their processes as a properties file.
 *
 * @param sqlFolder where the queries are
 * @param query the name of the query, which is its file's name without the ending
 * @param variables what stands for {@code ${…}} in the query: {@code rows}, and {@code input} or {@code servers} …
 * @param threads how many threads a side may use
 */
public record Task(Path sqlFolder, String query, Map<String, String> variables, int threads) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    public Task {
        variables = Map.copyOf(variables);
    }

    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The comparison " + query + " has no variable " + name);
        }
        return value;
    }

    public long rows() {
        return Long.parseLong(variable("rows"));
    }

    /** The text of the query's file with the given ending, its variables filled in. */
    public String sql(String ending) throws IOException {
        String text = Files.readString(sqlFolder.resolve(query + ending));
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1))));
    }

    public void save(Path file) throws IOException {
        Properties properties = new Properties();
        variables.forEach((name, value) -> properties.setProperty("variable." + name, value));
        properties.setProperty("sqlFolder", sqlFolder.toString());
        properties.setProperty("query", query);
        properties.setProperty("threads", Integer.toString(threads));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    public static Task load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> variables = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("variable.")) {
                variables.put(name.substring("variable.".length()), properties.getProperty(name));
            }
        }
        return new Task(
                Path.of(properties.getProperty("sqlFolder", "")),
                properties.getProperty("query", ""),
                variables,
                Integer.parseInt(properties.getProperty("threads", "")));
    }
}
