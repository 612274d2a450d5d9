package io.ballonet.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where the project's tree is: results go into it by default, and its commit is recorded with them. */
public final class Home {
    private Home() {}

    /** The tree that the classes were built in, absolute; the working directory where they lie outside of one. */
    public static Path directory() {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            try {
                Path at = Path.of(source.getLocation().toURI()).toAbsolutePath();
                for (Path up = at; up != null; up = up.getParent()) {
                    if (Files.isRegularFile(up.resolve("core/pom.xml"))) {
                        return up;
                    }
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Path.of("").toAbsolutePath();
            }
        }
        return Path.of("").toAbsolutePath();
    }
}
