package io.ballonet.cli.sweep;

import io.ballonet.cli.UserError;
import io.ballonet.result.ResultException;
import io.ballonet.trace.TraceErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a sweep's folder, a file each, and who computes which of them now.
 *
 * <p><b>Concurrency:</b> any number of threads and processes. Reading and writing need no claim: a file is whole or not there.
 */
final class CellStore implements AutoCloseable {
    /*
     * Claims. A cell is claimed by a lock on one byte of the file .lock, at a place that its key says (POSIX record locks). The
     * kernel drops the locks of a process that ends, however it ends, so there are no dead owners, no times to wait for, and no
     * files to clear away. What holds:
     *
     * - among processes of one machine: always, containers included, if they see the same file system;
     * - among machines: where the shared file system passes locks on (NFS 4; NFS 3 with its lock daemon; Lustre with flock). A server
     *   drops the locks of a machine that is gone when its lease runs out, some 90 s;
     * - elsewhere the file system refuses the lock, or each machine has locks of its own. Then two machines may compute one cell
     *   twice, and the second result, the same, replaces the first. Shards keep machines apart without any lock.
     */
    private static final String CELLS = "cells";
    private static final String LOCK = ".lock";

    private final Path cells;
    private final WholeFile files;
    private final @Nullable FileChannel lock;
    /** What writes that were under way, or never ended, had left when this was opened. */
    private final List<Path> aside;

    private CellStore(Path cells, WholeFile files, @Nullable FileChannel lock, List<Path> aside) {
        this.cells = cells;
        this.files = files;
        this.lock = lock;
        this.aside = aside;
    }

    /** A claim on a cell: nobody else computes it until it is closed or this process ends. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The cells of a folder, which is made where it is missing.
     *
     * @throws UserError if nothing can be written there
     */
    static CellStore open(Path folder, WholeFile files) {
        Path cells = folder.resolve(CELLS);
        try {
            Files.createDirectories(cells);
            FileChannel lock = FileChannel.open(
                    cells.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try (Stream<Path> all = Files.list(cells)) {
                return new CellStore(
                        cells, files, lock, all.filter(WholeFile::isAside).toList());
            }
        } catch (IOException e) {
            throw unwritable(cells, e);
        }
    }

    /** The cells of a folder, to read alone. */
    static CellStore readOnly(Path folder) {
        return new CellStore(folder.resolve(CELLS), new WholeFile(WholeFile.Disk.REAL), null, List.of());
    }

    static UserError unwritable(Path file, IOException cause) {
        UserError error =
                new UserError(String.valueOf(TraceErrors.unwritable(file, cause).getMessage()), 1);
        error.initCause(cause);
        return error;
    }

    /**
     * The cell's result, if its file is there, whole, and of this very cell.
     *
     * @param why is told what is wrong with a file that is there and is none of this
     */
    Optional<CellResult> find(Cell cell, Consumer<String> why) {
        Path file = cells.resolve(cell.fileName());
        try {
            CellResult result = CellResult.parse(Files.readString(file));
            if (result.cell().equals(cell)) {
                return Optional.of(result);
            }
            why.accept(file + ": of another trace, policy or size");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ResultException e) {
            why.accept(file + ": " + e.getMessage());
        } catch (MalformedInputException e) {
            why.accept(file + ": no UTF-8 text");
        } catch (IOException e) {
            why.accept(file + ": cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Writes a cell's file.
     *
     * @throws UserError if the disk is full or not writable; then no file of it is left
     */
    void write(CellResult result) {
        Path file = cells.resolve(result.cell().fileName());
        try {
            files.write(file, result.json());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** The claim on a cell; empty where another process has it. A claim clears away what a dead process left of the cell. */
    Optional<Claim> claim(Cell cell) {
        if (lock == null) {
            throw new IllegalStateException("opened to read alone: cells=" + cells);
        }
        FileLock held;
        try {
            held = lock.tryLock(cell.lockPosition(), 1, false);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(() -> {}); // a file system without locks
        }
        if (held == null) {
            return Optional.empty();
        }
        clear(cell.fileName());
        return Optional.of(() -> release(held));
    }

    private static void release(FileLock held) {
        try {
            held.release();
        } catch (IOException e) {
            throw new IllegalStateException("a lock that is held can be released", e);
        }
    }

    /** Who writes a cell holds its lock, so with the lock in hand what is aside is a dead process's. */
    private void clear(String fileName) {
        for (Path left : aside) {
            if (WholeFile.isAsideOf(fileName, left)) {
                try {
                    Files.deleteIfExists(left);
                } catch (IOException e) {
                    // Nobody reads it; it only takes room.
                }
            }
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot close the locks: cells=" + cells, e);
            }
        }
    }
}
