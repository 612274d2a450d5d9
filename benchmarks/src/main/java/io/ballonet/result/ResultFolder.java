package io.ballonet.result;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A result folder while it is written: everything goes into a hidden sibling, which is moved to its name when it is whole.
 * What has a result's name is a result.
 *
 * <p>Not thread-safe; {@link #publish} and {@link #discard} end it.
 */
public final class ResultFolder {
    /** What the environment and how the run was made are in. */
    public static final String ENVIRONMENT = "environment.json";

    /** Raw runs. */
    public static final String JMH = "jmh.json";

    /** What programs read. */
    public static final String SUMMARY = "summary.json";

    /** What JMH said; kept where a benchmark failed, so that one can see why. Names paths of the machine. */
    public static final String LOG = "jmh.log";

    /** What people read. */
    public static final String REPORT = "report.html";

    /** How the names of files end that are moved to another name when they are whole. */
    public static final String UNFINISHED = ".unfinished";

    private final Path parent;
    private final String name;
    private final boolean nameGiven;
    private final Path aside;

    private ResultFolder(Path parent, String name, boolean nameGiven, Path aside) {
        this.parent = parent;
        this.name = name;
        this.nameGiven = nameGiven;
        this.aside = aside;
    }

    /**
     * A folder below {@code results} with the name {@code <yyyy-mm-dd>-<topic>-<host>}.
     *
     * @throws ResultException if nothing can be written there
     */
    public static ResultFolder under(Path results, LocalDate day, String topic, String host) {
        return open(results, day + "-" + topic + "-" + host, false);
    }

    /**
     * A folder of exactly that name.
     *
     * @throws ResultException if it holds something already, or cannot be written
     */
    public static ResultFolder at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path last = absolute.getFileName();
        if (parent == null || last == null) {
            throw new ResultException("cannot be a result folder: " + folder + "; name a new one", null);
        }
        if (Files.exists(absolute) && !isEmptyDirectory(absolute)) {
            throw new ResultException(
                    "exists and is not an empty folder: " + folder + "; name a new one or remove it", null);
        }
        return open(parent, last.toString(), true);
    }

    private static ResultFolder open(Path parent, String name, boolean nameGiven) {
        try {
            Files.createDirectories(parent);
            Path aside = Files.createTempDirectory(parent, "." + name + ".");
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new ResultFolder(parent, name, nameGiven, aside);
        } catch (IOException e) {
            throw new ResultException(
                    "cannot write into " + parent + ": " + reason(e) + "; name another folder with --out", e);
        }
    }

    /** Where to write until it is published. */
    public Path aside() {
        return aside;
    }

    /** Writes one file, in a folder of its own below where its name says so. */
    public void write(String file, String text) {
        try {
            Path target = aside.resolve(file);
            Files.createDirectories(Objects.requireNonNullElse(target.getParent(), aside));
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new ResultException("cannot write " + aside.resolve(file) + ": " + reason(e), e);
        }
    }

    /**
     * Copies the files whose names end so into another folder.
     *
     * @throws ResultException if one cannot be written there
     */
    public void copyTo(ResultFolder other, String suffix) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(aside, "*" + suffix)) {
            for (Path file : files) {
                Files.copy(file, other.aside.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new ResultException("cannot copy to " + other.aside + ": " + reason(e), e);
        }
    }

    /**
     * Replaces one file of a result that is in its place: it is the old one or the new one, whatever happens meanwhile.
     *
     * @throws ResultException if it cannot be; the old one is still there
     */
    public static void replace(Path file, String text) {
        Path next = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(next.toAbsolutePath().getParent());
            try {
                Files.writeString(next, text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new ResultException("cannot write " + file + ": " + reason(e) + "; it is as it was", e);
        }
    }

    /** Removes one file, if it is there. */
    public void remove(String file) {
        try {
            Files.deleteIfExists(aside.resolve(file));
        } catch (IOException e) {
            throw new ResultException("cannot remove " + aside.resolve(file) + ": " + reason(e), e);
        }
    }

    /**
     * Moves it to its name, or to the first of {@code name-2}, {@code name-3}, … that is free.
     *
     * @param mark {@code partial} or {@code failed}, which becomes part of a name that was not given, or null
     * @return where it is
     */
    public Path publish(@Nullable String mark) {
        removeUnfinished();
        String marked = mark == null || nameGiven ? name : name + "-" + mark;
        for (int number = 1; ; number++) {
            Path target = parent.resolve(number == 1 ? marked : marked + "-" + number);
            if (moved(target)) {
                return target;
            }
            if (nameGiven) {
                throw new ResultException("appeared while measuring: " + target + "; the result is in " + aside, null);
            }
        }
    }

    /** A file that something else was still writing when it ended is no part of a result. */
    private void removeUnfinished() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(aside, "*" + UNFINISHED)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new ResultException("cannot tidy " + aside + ": " + reason(e), e);
        }
    }

    /** False if the name is taken. */
    private boolean moved(Path target) {
        if (Files.exists(target) && !(nameGiven && isEmptyDirectory(target))) {
            return false;
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw new ResultException(
                    "cannot move the result to " + target + ": " + reason(e) + "; it is in " + aside, e);
        }
    }

    /** Removes what was written; for a run that ended before it measured anything. */
    public void discard() {
        try (Stream<Path> files = Files.walk(aside)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Gone already, which is what was asked for.
        } catch (IOException e) {
            throw new ResultException("cannot remove " + aside + ": " + reason(e), e);
        }
    }

    private static boolean isEmptyDirectory(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }
}
