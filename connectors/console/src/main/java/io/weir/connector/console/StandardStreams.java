package io.weir.connector.console;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard input, output and error. Output is written in whole lines by whoever holds the stream's lock, so that the
 * rows of several threads do not mix.
 */
public final class StandardStreams {
    /** Those of the process, whatever they are at the time. */
    public static final StandardStreams SYSTEM =
            new StandardStreams(() -> System.in, () -> System.out, () -> System.err);

    private final Supplier<InputStream> in;
    private final Supplier<PrintStream> out;
    private final Supplier<PrintStream> err;
    private @Nullable InputStream taken;
    private String takenBy = "";

    public StandardStreams(Supplier<InputStream> in, Supplier<PrintStream> out, Supplier<PrintStream> err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Takes standard input for a table: what it has read is gone for everybody else. */
    synchronized InputStream takeInput(String table) {
        InputStream stream = in.get();
        if (stream == taken) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED,
                    "standard input is read already, by table " + takenBy + ", and can be read only once",
                    "table " + table,
                    "Read it in one statement; several INSERTs of one statement set share it",
                    null);
        }
        taken = stream;
        takenBy = table;
        return stream;
    }

    PrintStream output() {
        return out.get();
    }

    PrintStream error() {
        return err.get();
    }
}
