package io.ballonet.balloon.driver;

/**
 * How a balloon driver behaves. Times are in polls, so that a driver stepped by hand is deterministic.
 *
 * @param maxBalloonPages most pages it gives away, whatever the target
 * @param pagesPerPoll rate limit: most pages that one poll begins to move, in either direction
 * @param reservePages free pages that it leaves to the guest
 * @param windowPolls how long a page must stay untouched to count as inactive: accessed bits are cleared at most this often
 * @param patiencePolls polls that a target may stay unmet for want of inactive pages before active ones are taken
 * @param refusedPolls how long a page that the host refused is not offered again
 * @param refusedPages most refused pages remembered
 * @param oomHoldOffPolls how long it does not inflate after the guest itself ran out and it deflated for that
 * @param statisticsPolls how often statistics go up
 */
public record DriverSettings(
        long maxBalloonPages,
        int pagesPerPoll,
        long reservePages,
        int windowPolls,
        int patiencePolls,
        int refusedPolls,
        int refusedPages,
        int oomHoldOffPolls,
        int statisticsPolls) {

    /** Checks the ranges. */
    public DriverSettings {
        atLeast("maxBalloonPages", maxBalloonPages, 0);
        atLeast("pagesPerPoll", pagesPerPoll, 1);
        atLeast("reservePages", reservePages, 0);
        atLeast("windowPolls", windowPolls, 1);
        atLeast("patiencePolls", patiencePolls, 1);
        atLeast("refusedPolls", refusedPolls, 1);
        atLeast("refusedPages", refusedPages, 1);
        atLeast("oomHoldOffPolls", oomHoldOffPolls, 0);
        atLeast("statisticsPolls", statisticsPolls, 1);
    }

    /** Defaults for a guest of that size: at most 65 % of it in the balloon (ESX's bound), 16 MiB a poll, 1/256 kept free. */
    public static DriverSettings forGuest(long pages) {
        return new DriverSettings(pages * 65 / 100, 4096, pages / 256, 4, 1024, 1024, 4096, 4096, 1024);
    }

    public DriverSettings withMaxBalloonPages(long value) {
        return new DriverSettings(
                value,
                pagesPerPoll,
                reservePages,
                windowPolls,
                patiencePolls,
                refusedPolls,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withPagesPerPoll(int value) {
        return new DriverSettings(
                maxBalloonPages,
                value,
                reservePages,
                windowPolls,
                patiencePolls,
                refusedPolls,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withReservePages(long value) {
        return new DriverSettings(
                maxBalloonPages,
                pagesPerPoll,
                value,
                windowPolls,
                patiencePolls,
                refusedPolls,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withWindowPolls(int value) {
        return new DriverSettings(
                maxBalloonPages,
                pagesPerPoll,
                reservePages,
                value,
                patiencePolls,
                refusedPolls,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withPatiencePolls(int value) {
        return new DriverSettings(
                maxBalloonPages,
                pagesPerPoll,
                reservePages,
                windowPolls,
                value,
                refusedPolls,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withRefusedPolls(int value) {
        return new DriverSettings(
                maxBalloonPages,
                pagesPerPoll,
                reservePages,
                windowPolls,
                patiencePolls,
                value,
                refusedPages,
                oomHoldOffPolls,
                statisticsPolls);
    }

    public DriverSettings withOomHoldOffPolls(int value) {
        return new DriverSettings(
                maxBalloonPages,
                pagesPerPoll,
                reservePages,
                windowPolls,
                patiencePolls,
                refusedPolls,
                refusedPages,
                value,
                statisticsPolls);
    }

    private static void atLeast(String name, long value, long minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    "driver setting out of range: " + name + "=" + value + ", minimum=" + minimum);
        }
    }
}
