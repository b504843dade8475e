package io.weir.server.runbook;

import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The runbooks, which are the pages of {@code docs/how-to/runbooks}; they lie on the class path. */
public final class Runbooks {
    private static final String FOLDER = "/runbooks/";
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Pattern TITLE = Pattern.compile("(?m)^# (.+)$");

    /** All of them; the reading order of {@code docs/how-to/runbooks/README.md}. */
    private static final List<String> NAMES = List.of(
            "lag",
            "throughput-drop",
            "errors",
            "latency",
            "backpressure",
            "state-growth",
            "slow-epochs",
            "resources",
            "out-of-memory",
            "pipeline-failed",
            "broker-unreachable",
            "database-down",
            "disk-full",
            "damaged-epoch",
            "plan-does-not-fit-state",
            "input-changed");

    private Runbooks() {}

    /** The names of all runbooks. */
    public static List<String> names() {
        return NAMES;
    }

    /** The runbook for a reading; that for a failure hangs on its kind. */
    public static String of(HealthReading reading) {
        return reading.measure().rule() == HealthRule.FAILURE
                ? FailureKind.runbook(reading.detail(), reading.text())
                : reading.measure().runbook();
    }

    /** The page as it was written. */
    public static Optional<String> markdown(String name) {
        // Only names that are known: nothing else of the class path can be asked for.
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = Runbooks.class.getResourceAsStream(FOLDER + name + ".md")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("runbook " + name + " cannot be read", e);
        }
    }

    /** Its title. */
    public static String title(String markdown) {
        Matcher matcher = TITLE.matcher(markdown);
        return matcher.find() ? matcher.group(1) : "Runbook";
    }

    /** The page for a browser, whole; links to other runbooks stay here. */
    public static String html(String markdown) {
        Node page = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(served(link.getDestination()));
                visitChildren(link);
            }
        });
        String body = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(page);
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>" + escaped(title(markdown)) + "</title>"
                + "<link rel=\"stylesheet\" href=\"/runbook.css\"></head><body><main>\n"
                + body + "</main></body></html>\n";
    }

    /** Runbooks link to each other as files; pages further away are not served, so only their text is left. */
    private static String served(String destination) {
        if (destination.startsWith("http") || destination.startsWith("#")) {
            return destination;
        }
        String file = destination.replaceFirst("#.*$", "");
        boolean isRunbook = file.endsWith(".md") && NAMES.contains(file.substring(0, file.length() - 3));
        return isRunbook ? file.substring(0, file.length() - 3) : "#";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
