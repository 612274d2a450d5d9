package io.ballonet.cli.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files that are whole or not there: into a hidden file of the same folder, onto the disk, then moved to the name in one step.
 * A process that is killed leaves at most a hidden file that nobody reads.
 *
 * <p><b>Threads:</b> any number, and processes; of two that write one name the later wins.
 */
final class WholeFile {
    private static final String ASIDE = ".tmp";
    private static final int ATTEMPTS = 3;

    private final Disk disk;

    /** Files on {@code disk}. */
    WholeFile(Disk disk) {
        this.disk = disk;
    }

    /** Where bytes go. */
    @FunctionalInterface
    interface Disk {
        /** What the machine has. */
        Disk REAL = Disk::force;

        /** Makes a new file with that content, which is on the disk when this returns. */
        void write(Path file, byte[] content) throws IOException;

        private static void force(Path file, byte[] content) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    }

    /** Writes or replaces {@code file}; leaves nothing where it fails. */
    void write(Path file, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        for (int attempt = 1; ; attempt++) {
            try {
                writeOnce(file, content);
                return;
            } catch (NoSuchFileException e) {
                // Where locks do not reach, another process may have taken ours for a dead one's.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void writeOnce(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Path aside = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ASIDE);
        try {
            disk.write(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        // The name is in the folder, which has to get onto the disk too.
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        }
    }

    /** True for the hidden file of a write that did not end, or is under way. */
    static boolean isAside(Path file) {
        return isAsideOf("", file);
    }

    /** True for the hidden file of a write of {@code fileName} that did not end. */
    static boolean isAsideOf(String fileName, Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("." + fileName) && name.endsWith(ASIDE);
    }
}
