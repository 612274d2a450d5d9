package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void whatMovesTheCursorOrHidesTextIsShownAsItsCode() {
        assertEquals("a\\u001b[2J", Printable.of("a\u001b[2J"));
        assertEquals("\\u000a\\u0009\\u000d\\u0000\\u007f", Printable.of("\n\t\r\0\u007f"));
        assertEquals("\\u009b31m", Printable.of("\u009b31m"));
        assertEquals("\\u202e\\u200b\\u2028", Printable.of("\u202e\u200b\u2028"));
        assertEquals("\\ud800", Printable.of("\ud800"));
    }

    @Test
    void otherTextIsAsItWas() {
        assertEquals("ring-2 µs × ±5 % é 漢 😀", Printable.of("ring-2 µs × ±5 % é 漢 😀"));
    }
}
