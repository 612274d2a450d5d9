package io.ballonet.trace;

/** Is told how far a file has been read. */
@FunctionalInterface
public interface ReadProgress {
    /** {@code done} of {@code whole} bytes are read; 0 of 0 where the length is not known, as of a pipe. */
    void read(long done, long whole);
}
