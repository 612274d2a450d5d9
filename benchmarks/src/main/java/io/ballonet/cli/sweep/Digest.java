package io.ballonet.cli.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, in hex. */
final class Digest {
    /** Hex digits that names and checks carry: 64 bits, which tell any number of cells apart that one folder can hold. */
    static final int SHORT = 16;

    private Digest() {}

    /** 64 hex digits. */
    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first {@link #SHORT} of them. */
    static String shortOf(String text) {
        return of(text).substring(0, SHORT);
    }
}
