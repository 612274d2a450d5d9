package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A number of frames as a user gives it: a count, or a percentage of the distinct pages of each trace.
 *
 * <p>A percentage gives {@code floor(distinct × P / 100)} frames, but at least 1; the division is exact, so 90 % of 875
 * pages are 787 frames.
 */
public final class FrameCount {
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern PERCENT = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?%");
    private static final int WRONG_USAGE = 2;

    private final BigDecimal number;
    private final boolean isPercent;

    private FrameCount(BigDecimal number, boolean isPercent) {
        this.number = number;
        this.isPercent = isPercent;
    }

    /**
     * Reads {@code N} or {@code P%}.
     *
     * @throws UserError if it is neither, or not more than 0
     */
    public static FrameCount parse(String text) {
        boolean isPercent = PERCENT.matcher(text).matches();
        if (isPercent || COUNT.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(isPercent ? text.substring(0, text.length() - 1) : text);
            if (number.signum() > 0) {
                return new FrameCount(number, isPercent);
            }
        }
        throw new UserError(
                "--frames '" + text
                        + "': give a count of at least 1, such as 1000, or a percentage of the distinct pages"
                        + " over 0, such as 25%",
                WRONG_USAGE);
    }

    /** 5 %, 10 % and so on to 100 %. */
    static List<FrameCount> steps() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(step -> new FrameCount(BigDecimal.valueOf(5L * step), true))
                .toList();
    }

    /** As it was given, but for zeros and signs that say nothing. */
    @Override
    public String toString() {
        return number.stripTrailingZeros().toPlainString() + (isPercent ? "%" : "");
    }

    /** Frames for a trace of that many distinct pages; may be more than those. */
    public long of(long distinctPages) {
        if (!isPercent) {
            return number.longValueExact();
        }
        return BigDecimal.valueOf(distinctPages)
                .multiply(number)
                .movePointLeft(2)
                .setScale(0, RoundingMode.FLOOR)
                .max(BigDecimal.ONE)
                .longValueExact();
    }
}
