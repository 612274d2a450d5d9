package io.ballonet.scenario.story;

import java.nio.charset.StandardCharsets;

/** Up to eight characters of ASCII in a {@code long}, first character in the lowest byte; zero is the empty text. */
final class PageText {
    private PageText() {}

    static long encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > Long.BYTES) {
            throw new IllegalArgumentException("text does not fit into 8 bytes: text=" + text);
        }
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word |= (bytes[i] & 0xFFL) << 8 * i;
        }
        return word;
    }

    static String decode(long word) {
        StringBuilder text = new StringBuilder(Long.BYTES);
        for (long rest = word; rest != 0; rest >>>= 8) {
            text.append((char) (rest & 0xFF));
        }
        return text.toString();
    }
}
