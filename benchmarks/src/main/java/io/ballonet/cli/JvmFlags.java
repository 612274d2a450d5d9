package io.ballonet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JVM flags that every fork gets. They are defined in the parent POM, which the build writes into a resource. */
public final class JvmFlags {
    private static final String RESOURCE = "jvm.flags";

    private JvmFlags() {}

    /** The build's flags; without its resource, those of this JVM that name no path. */
    public static List<String> list() {
        try (InputStream stream = JvmFlags.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> !flag.contains("=/") && !flag.contains(":/"))
                        .toList();
            }
            return List.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
