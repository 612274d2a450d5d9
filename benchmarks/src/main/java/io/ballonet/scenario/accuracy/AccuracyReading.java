package io.ballonet.scenario.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Why strategies score as they do: what follows from their algorithms, whatever the figures of a run. */
final class AccuracyReading {
    private static final List<Note> NOTES = List.of(
            new Note(List.of(), """
                    F1 is easy where most pages are idle: random scores the share of idle pages. Read all against
                    it.
                    """),
            new Note(List.of(), """
                    linear, clock, aging, multi-generation, sieve and sampled-idle take pages whose bit is clear.
                    With shootdown that is the truth, and what tells them apart is cost, order and regret. Without,
                    what hides is what is hottest: pages that stay in the TLB from period to period.
                    """),
            new Note(List.of("aging"), """
                    order: asked for every idle page at once, nobody gives the oldest first; aging too goes by page
                    number among all that are old enough. Where accesses hide, its ages show: see age.
                    """),
            new Note(List.of("clock", "two-handed-clock", "multi-generation", "sieve"), """
                    act-r: clock, two-handed-clock, multi-generation and sieve clear bits while they choose; their
                    pass finds only the rest. multi-generation ages first where its two oldest generations are not
                    enough.
                    """),
            new Note(List.of("two-handed-clock"), """
                    two-handed-clock is asked for everything at once while the guest stands still: past its spread
                    it judges pages that its own front hand has just cleared. One victim at a time it is no such
                    thing.
                    """),
            new Note(List.of("region"), """
                    region looks at one page a region, needs 20 passes for a conclusion, and takes pages without a
                    look at their own bits; that is right where neighbours are alike. As replacement it is random:
                    it always finds victims, so the guest never runs the passes that it would learn from.
                    """),
            new Note(List.of("hierarchical"), """
                    hierarchical is linear where there are no upper levels (entry). With packed bits it skips idle
                    groups of 512 pages, of which a guest of a few thousand pages has hardly one.
                    """),
            new Note(List.of("aging"), """
                    aging as replacement is linear: a guest runs a pass only when every page was accessed, which
                    makes all of them equally old.
                    """),
            new Note(List.of("sampled-idle"), """
                    sampled-idle probes at random, and the last idle pages are hard to hit: all of them at once is
                    its worst case. Its cost for a few victims is another.
                    """),
            new Note(List.of(), """
                    Costs are medians of one run.
                    """),
            new Note(List.of("hierarchical"), """
                    On entry bits hierarchical and linear do the same: what is between their costs there is noise.
                    """),
            new Note(List.of(), """
                    loop: what was accessed longest ago comes next, so memory of the past misleads, and chance wins.
                    """));

    private AccuracyReading() {}

    /**
     * What a reader must know of some strategies; lines of at most 98 columns.
     *
     * @param strategies of which at least one must have run; none where it is true of all
     */
    private record Note(List<String> strategies, String text) {
        boolean isOf(List<String> run) {
            return strategies.isEmpty() || strategies.stream().anyMatch(run::contains);
        }

        String asItem() {
            return Arrays.stream(text.split("\n")).collect(Collectors.joining("\n  ", "- ", "\n"));
        }
    }

    /** The notes that are of these strategies. */
    static String of(List<String> strategies) {
        return NOTES.stream()
                .filter(note -> note.isOf(strategies))
                .map(Note::asItem)
                .collect(Collectors.joining("", "How to read it\n", ""));
    }
}
