package io.ballonet.frame;

/**
 * How a machine memory keeps I3: when frames are zeroed, with which stores, and how far the background agent goes.
 *
 * @param when when
 * @param stores how
 * @param stockLow zeroed free frames below which the agent of {@link Zeroing#BACKGROUND} begins, at least 1
 * @param stockHigh zeroed free frames at which it stops, at least {@code stockLow}
 */
public record ZeroingSettings(Zeroing when, ZeroStores stores, long stockLow, long stockHigh) {
    /** A stock without bound: whatever was freed is zeroed as soon as the agent gets to it. */
    public static final long WITHOUT_BOUND = Long.MAX_VALUE;

    /** Checks the marks. */
    public ZeroingSettings {
        if (stockLow < 1 || stockHigh < stockLow) {
            throw new IllegalArgumentException(
                    "stock of zeroed frames needs 1 <= low <= high: stockLow=" + stockLow + ", stockHigh=" + stockHigh);
        }
    }

    /** With plain stores, and a stock without bound. */
    public static ZeroingSettings of(Zeroing when) {
        return new ZeroingSettings(when, ZeroStores.PLAIN, WITHOUT_BOUND, WITHOUT_BOUND);
    }

    /** The same with other stores. */
    public ZeroingSettings withStores(ZeroStores value) {
        return new ZeroingSettings(when, value, stockLow, stockHigh);
    }

    /** The same with a stock between these marks, in frames. */
    public ZeroingSettings withStock(long low, long high) {
        return new ZeroingSettings(when, stores, low, high);
    }
}
