package io.ballonet.result.diff;

import java.util.Locale;

/** What a comparison of one row says, in the order in which verdicts are shown. */
public enum Verdict {
    /** The new one is worse, significant after correction for the number of rows. */
    SLOWER,
    /** The new one is better, significant likewise. */
    FASTER,
    /**
     * The machine was in another state: core-to-core distance or stolen time differ and too few rounds are alike, or the row is
     * itself a limit of the machine, which no change of the code moves.
     */
    OTHER_MACHINE_STATE,
    /** The test could have shown a difference and did not; the interval says how large one may have been missed. */
    NO_DIFFERENCE_SHOWN,
    /** Too few rounds for any values to be significant. */
    CANNOT_TELL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
