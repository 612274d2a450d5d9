package io.ballonet.scenario.accuracy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold of every score; each answers with the line that says what does not. */
final class Checks {
    private static final String EXACT_STRATEGY = "linear";

    private Checks() {}

    /** With a shootdown no access is hidden, so the plain sweep names the idle pages, no page more and none less. */
    static Optional<String> sweepIsExact(IdentificationScore score) {
        boolean mustBe =
                score.cell().strategy().equals(EXACT_STRATEGY) && score.cell().tlb() == TlbMode.SHOOTDOWN;
        return mustBe && !(score.victims().isExact() && score.active().isExact())
                ? Optional.of("linear with shootdown must be exact: " + score.cell() + ", victims=" + score.victims()
                        + ", active=" + score.active())
                : Optional.empty();
    }

    /** With a shootdown the histogram of idle ages is the truth. */
    static Optional<String> histogramIsExact(IdentificationScore score) {
        boolean isWrong = score.coldErrors().stream().anyMatch(error -> error != 0);
        return score.cell().tlb() == TlbMode.SHOOTDOWN && isWrong
                ? Optional.of("idle ages with shootdown must be exact: " + score.cell() + ", errorOfColdShare="
                        + score.coldErrors() + " at periods " + IdentificationScore.COLD_PERIODS)
                : Optional.empty();
    }

    /** Nobody faults less than the optimum. */
    static Optional<String> optimumIsLeast(ReclaimScore score) {
        return score.faults() < score.optimum()
                ? Optional.of("fewer faults than the optimum: workload=" + score.workload() + ", strategy="
                        + score.strategy() + ", frames=" + score.frames() + ", faults=" + score.faults() + ", optimum="
                        + score.optimum())
                : Optional.empty();
    }

    /** Every line about these scores. */
    static List<String> of(List<IdentificationScore> identification, List<ReclaimScore> reclaim) {
        Stream<Optional<String>> exact =
                identification.stream().flatMap(score -> Stream.of(sweepIsExact(score), histogramIsExact(score)));
        return Stream.concat(exact, reclaim.stream().map(Checks::optimumIsLeast))
                .flatMap(Optional::stream)
                .toList();
    }
}
