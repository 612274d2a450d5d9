package io.ballonet.cli.sweep;

/**
 * One trace under one policy at one size: what is computed once, and stored in one file.
 *
 * @param policy registry name, or a class
 * @param frames as asked for, at least 1; may be more than the trace has pages
 */
record Cell(TraceIdentity trace, String policy, long frames) {
    private static final int NAME_LENGTH = 40;
    private static final int HEX = 16;

    /** Of everything that makes it this cell and no other, in hex. */
    String key() {
        return Digest.of(String.join(
                "\n", trace.name(), Long.toString(trace.accesses()), trace.sha256(), policy, Long.toString(frames)));
    }

    /** Of its file: readable as far as names are plain, and its own because of the key. */
    String fileName() {
        return plain(trace.name()) + "." + plain(policy) + "." + frames + "." + key().substring(0, Digest.SHORT)
                + ".json";
    }

    /** Of its byte in the lock file, in {@code [0, 2^62)}. */
    long lockPosition() {
        return Long.parseUnsignedLong(key().substring(0, Digest.SHORT), HEX) >>> 2;
    }

    /** What it is in a message. */
    String label() {
        return trace.name() + ", " + policy + ", " + frames + " frames";
    }

    /** A part of a file's name: letters, digits, dots, hyphens and underscores, cut to length, never hidden. */
    static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.", "_");
        return plain.substring(0, Math.min(plain.length(), NAME_LENGTH));
    }
}
