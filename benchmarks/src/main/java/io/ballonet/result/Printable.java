package io.ballonet.result;

/** Text from files, made safe for a terminal: what a result folder names is not to move the cursor or to hide what follows. */
public final class Printable {
    private Printable() {}

    /**
     * The text with each control, format and unpaired surrogate character as {@code \\uXXXX}, line feeds and tabs too.
     *
     * @see <a href="https://www.unicode.org/reports/tr36/">Unicode Technical Report 36, section 2.10: bidirectional text</a>
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isSafe(point)) {
                safe.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return safe.toString();
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
