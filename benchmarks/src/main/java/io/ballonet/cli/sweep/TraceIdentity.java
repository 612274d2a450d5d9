package io.ballonet.cli.sweep;

import io.ballonet.trace.TraceInput;

/**
 * Which trace: its name, and what is in it.
 *
 * @param name in results
 * @param accesses at least 1
 * @param distinctPages number of different pages
 * @param sha256 of its uncompressed text, in hex
 */
record TraceIdentity(String name, long accesses, long distinctPages, String sha256) {
    /** Of a trace that was opened to hash. */
    static TraceIdentity of(TraceInput input) {
        return new TraceIdentity(input.name(), input.accesses(), input.distinctPages(), input.sha256());
    }
}
