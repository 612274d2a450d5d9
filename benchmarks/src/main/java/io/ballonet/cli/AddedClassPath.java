package io.ballonet.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's jars and folders of classes, which the launcher puts on the class path behind ours. Forks inherit the class path,
 * and the registries find by {@code META-INF/services} what is in it.
 */
public final class AddedClassPath {
    /** The launcher's variable: paths, with colons, as {@code java -cp} takes them. */
    public static final String VARIABLE = "BALLONET_CLASSPATH";

    private AddedClassPath() {}

    /** The variable as a word before the command line that a result records, without folders; empty where it is not set. */
    public static List<String> word() {
        return word(System.getenv(VARIABLE));
    }

    static List<String> word(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        String names = Stream.of(value.split(File.pathSeparator, -1))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(VARIABLE + "=" + names);
    }
}
