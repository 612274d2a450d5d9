package io.ballonet.cli.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes traces for tests. */
final class Traces {
    private Traces() {}

    /** A trace of so many accesses to 100 pages, some more often than others. */
    static Path make(Path file, int accesses, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < accesses; i++) {
            int page = Math.min(random.nextInt(100), random.nextInt(100));
            text.append(random.nextInt(4) == 0 ? "W " : "R ")
                    .append(Integer.toHexString(page))
                    .append('\n');
        }
        return Files.writeString(file, text.toString());
    }
}
