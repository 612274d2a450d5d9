package io.ballonet.result.diff;

import io.ballonet.result.Subject;
import io.ballonet.result.stats.MedianRatio;
import java.util.List;

/**
 * One row of two folders, compared.
 *
 * @param subject the base's
 * @param base median of the base's rounds in {@code subject.unit()}
 * @param current the same of the new side
 * @param ratio new by base, with its interval: of the medians, or of pairs where rounds were run in turn
 * @param delta Cliff's delta, or the same of pairs: 1 if every new round has the greater value, -1 if every one has the less; NaN
 *     where not tested
 * @param p of the test, NaN where not tested
 * @param adjustedP the same after Holm's correction
 * @param baseRounds rounds that were compared
 * @param currentRounds the same of the new side
 * @param flags state of the machine, and what else disturbed it
 * @param regression true if it is slower by at least the threshold
 */
public record RowDiff(
        Subject subject,
        double base,
        double current,
        MedianRatio ratio,
        double delta,
        double p,
        double adjustedP,
        int baseRounds,
        int currentRounds,
        List<String> flags,
        Verdict verdict,
        boolean regression) {

    /** Change of the value, 0.05 for 5 % more; infinite where only the base is zero, NaN where both are. */
    public double change() {
        return ratio.value() - 1;
    }

    /** How much worse, as the logarithm of a factor: above zero where the new side is worse; 0 where there is no ratio. */
    public double worsening() {
        return Double.isNaN(ratio.value()) ? 0 : worse(Math.log(ratio.value()));
    }

    /** True if the whole interval lies within the threshold around no change. */
    public boolean within(double threshold) {
        return ratio.low() >= 1 - threshold && ratio.high() <= 1 + threshold;
    }

    private double worse(double increase) {
        return subject.lowerIsBetter() ? increase : -increase;
    }
}
