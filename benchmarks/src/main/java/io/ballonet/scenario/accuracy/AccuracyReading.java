package io.ballonet.scenario.accuracy;

/** Why strategies score as they do: what follows from their algorithms, whatever the figures of a run. */
final class AccuracyReading {
    static final String TEXT = """
            How to read it
            - F1 is easy where most pages are idle: random scores the share of idle pages. Read all against it.
            - linear, clock, aging, multi-generation, sieve and sampled-idle take pages whose bit is clear. With
              shootdown that is the truth, and what tells them apart is cost, order and regret. Without, what
              hides is what is hottest: pages that stay in the TLB from period to period.
            - order: asked for every idle page at once, nobody gives the oldest first; aging too goes by page
              number among all that are old enough. Where accesses hide, its ages show: see age.
            - act-r: clock, two-handed-clock, multi-generation and sieve clear bits while they choose;
              their pass finds only the rest. multi-generation ages first where its two oldest generations
              are not enough.
            - two-handed-clock is asked for everything at once while the guest stands still: past its spread it
              judges pages that its own front hand has just cleared. One victim at a time it is no such thing.
            - region looks at one page a region, needs 20 passes for a conclusion, and takes pages without a
              look at their own bits; neighbours here are seldom alike. As replacement it is random: it always
              finds victims, so the guest never runs the passes that it would learn from.
            - hierarchical is linear where there are no upper levels (entry). With packed bits it skips idle
              groups of 512 pages; these guests have one to six groups, so there is hardly one to skip.
            - aging as replacement is linear: a guest runs a pass only when every page was accessed, which makes
              all of them equally old.
            - sampled-idle probes at random, and the last idle pages are hard to hit: all of them at once is its
              worst case. Its cost for a few victims is another.
            - Costs are medians of one run. On entry bits hierarchical and linear do the same: what is between
              them is noise.
            - loop: what was accessed longest ago comes next, so memory of the past misleads, and chance wins.
            """;

    private AccuracyReading() {}
}
