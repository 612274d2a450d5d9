package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import java.util.regex.Pattern;

/**
 * How large a sample of the pages a user asks for: a share of them, or at most so many.
 *
 * @param rate in {@code (0, 1]}; 1 where {@code mostPages} says how many
 * @param mostPages at least 1, or 0 where the rate says how many
 */
record SampleSize(double rate, int mostPages) {
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,9}|\\d{1,2}(\\.\\d{1,9})?%");
    private static final int MOST_PAGES = 1 << 27;
    private static final int WRONG_USAGE = 2;

    /**
     * Reads {@code P%}, a fraction below 1, or a count.
     *
     * @throws UserError if it is none of these, or not more than 0
     */
    static SampleSize parse(String text) {
        if (SHARE.matcher(text).matches()) {
            boolean isPercent = text.endsWith("%");
            double number = Double.parseDouble(isPercent ? text.substring(0, text.length() - 1) : text);
            if (number > 0) {
                return new SampleSize(isPercent ? number / 100 : number, 0);
            }
        } else if (COUNT.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number > 0 && number <= MOST_PAGES) {
                return new SampleSize(1, number);
            }
        }
        throw new UserError(
                "--sample '" + text + "': give a share of the pages below all, such as 1% or 0.01,"
                        + " or the most pages to look at, such as 8192",
                WRONG_USAGE);
    }

    boolean isByCount() {
        return mostPages > 0;
    }
}
