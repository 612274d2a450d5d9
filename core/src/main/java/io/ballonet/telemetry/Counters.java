package io.ballonet.telemetry;

import io.ballonet.unit.CacheLine;
import java.util.Locale;
import org.agrona.BufferUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap 64-bit counters, one per constant of an enum, {@link CacheLine#SPACING} bytes apart, that any thread may read.
 *
 * <p>The memory lives as long as this object is reachable, so a reader can never touch a counter that was freed.
 *
 * <p><b>Concurrency:</b> each counter has one writer thread at a time; different counters may have different ones. Readers
 * see each counter move monotonically, but no common instant of several. Every method is wait-free.
 *
 * @param <E> names the counters
 */
public final class Counters<E extends Enum<E>> {
    private static final int SHIFT = Integer.numberOfTrailingZeros(CacheLine.SPACING);

    private final E[] names;
    private final AtomicBuffer words;

    private Counters(E[] names) {
        this.names = names;
        this.words = new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(Math.max(1, names.length) << SHIFT, CacheLine.SPACING));
    }

    /** One counter per constant of {@code names}, all 0. */
    public static <E extends Enum<E>> Counters<E> of(Class<E> names) {
        return new Counters<>(names.getEnumConstants());
    }

    /** Adds as the counter's only writer. Pairs with {@link #getAcquire}. */
    public void addRelease(E counter, long delta) {
        int offset = offsetOf(counter);
        words.putLongRelease(offset, words.getLong(offset) + delta);
    }

    /** Adds 1 as the counter's only writer. Pairs with {@link #getAcquire}. */
    public void incrementRelease(E counter) {
        addRelease(counter, 1);
    }

    /** The value; what its writer did before it added is visible too. Pairs with {@link #addRelease}. */
    public long getAcquire(E counter) {
        return words.getLongAcquire(offsetOf(counter));
    }

    /** All counters as {@code label=value}, separated by commas, in the enum's order. */
    public String snapshot() {
        StringBuilder text = new StringBuilder();
        for (E counter : names) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(label(counter))
                    .append('=')
                    .append(getAcquire(counter));
        }
        return text.toString();
    }

    /** A constant's label: its name in lower case with hyphens. */
    public static String label(Enum<?> counter) {
        return counter.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @SuppressWarnings("EnumOrdinal") // the place of a counter for as long as this object lives, and stored nowhere
    static int offsetOf(Enum<?> counter) {
        return counter.ordinal() << SHIFT;
    }
}
