package io.ballonet.trace;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text from outside made fit for a message on a terminal: printable ASCII, escapes for the rest, cut to length. */
public final class TextQuote {
    /** Bytes of a line that a message shows. */
    public static final int SHOWN_BYTES = 48;

    /** Bytes of a line that look binary and that a message shows: enough for magic numbers. */
    private static final int SHOWN_BINARY_BYTES = 16;

    private static final String CUT = "…";

    private TextQuote() {}

    /** The bytes {@code [from, to)} in quotes, cut to {@link #SHOWN_BYTES}, or less if they look binary. */
    public static String quote(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + SHOWN_BYTES);
        if (isBinary(bytes, from, end)) {
            end = Math.min(to, from + SHOWN_BINARY_BYTES);
        }
        return "'" + printable(bytes, from, end) + (end < to ? CUT : "") + "'";
    }

    /** The bytes {@code [from, to)} as printable ASCII, with escapes for all other bytes. */
    static String printable(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            append(text, bytes[i] & 0xff);
        }
        return text.toString();
    }

    /** A name or path with control characters escaped; other characters stay as they are. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                append(escaped, c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** True if a text editor would show nonsense: a control character other than tab, or a byte that is not UTF-8. */
    public static boolean isBinary(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if (b < ' ' && b != '\t' && b != '\r') {
                return true;
            }
        }
        // What is not UTF-8 decodes to the replacement character. A character cut at the end of the range is let pass.
        int replaced = new String(bytes, from, to - from, StandardCharsets.UTF_8).indexOf('\uFFFD');
        return replaced >= 0 && replaced < to - from - 4;
    }

    private static void append(StringBuilder text, int c) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (c >= ' ' && c < 0x7f) {
                    text.append((char) c);
                } else {
                    text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                }
            }
        }
    }
}
