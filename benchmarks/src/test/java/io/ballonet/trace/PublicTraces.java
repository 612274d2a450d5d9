package io.ballonet.trace;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the traces that do not ship stand. Tests that need them are skipped, with the reason, where they are not. */
public final class PublicTraces {
    private static final String PROPERTY = "ballonet.shared.traces";

    private PublicTraces() {}

    /** The folder with {@code oracle.csv}; by default {@code shared/traces} in or beside a folder above this one. */
    public static Path folderOrSkip(Class<?> test) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path beside = above.resolve("shared").resolve("traces");
            if (Files.isRegularFile(beside.resolve("oracle.csv"))) {
                return beside;
            }
        }
        String reason = "the public traces are not here: no folder shared/traces with oracle.csv in or beside a folder"
                + " above this one; name it with -D" + PROPERTY;
        System.out.println(test.getSimpleName() + ": " + reason);
        return abort(reason);
    }
}
