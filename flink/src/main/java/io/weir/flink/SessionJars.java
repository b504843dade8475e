package io.weir.flink;

import io.weir.plan.ErrorCode;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;

/**
 * The jars of a session, in which the classes of users' functions are: those of ADD JAR and CREATE FUNCTION … USING
 * JAR, and of Flink's option {@code pipeline.jars}. A job carries them under that option, which is how both engines
 * come to know them.
 */
public final class SessionJars {
    /** Flink's option: paths or URLs, with semicolons between them. */
    public static final String KEY = PipelineOptions.JARS.key();

    private final TableEnvironmentImpl environment;

    SessionJars(TableEnvironmentImpl environment) {
        this.environment = environment;
    }

    /** The paths in a value of the option. */
    public static List<String> split(String value) {
        return Arrays.stream(value.split(";"))
                .map(path -> path.strip().replaceFirst("^'(.*)'$", "$1"))
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /** Adds the jars that a value of the option names. */
    void add(String value) {
        add(environment, split(value));
    }

    static void add(TableEnvironment environment, List<String> paths) {
        for (String path : paths) {
            try {
                environment.executeSql("ADD JAR '" + path.replace("'", "''") + "'");
            } catch (TableException | ValidationException e) {
                throw new RunException(
                        ErrorCode.IO_NOT_FOUND, KEY + ": " + path + " is no jar: " + FlinkRun.rootMessage(e), e);
            }
        }
    }

    /** All jars of the session so far, as a value of the option. */
    String paths() {
        return SessionParts.of(environment).resources().getLocalJarResources().stream()
                .map(URL::toString)
                .sorted()
                .collect(Collectors.joining(";"));
    }
}
