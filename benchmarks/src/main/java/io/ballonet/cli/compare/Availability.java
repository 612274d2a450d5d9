package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of those contenders that can run on this machine, and a line for each contender that cannot.
 *
 * @param rows in the order that they were given in
 * @param leftOut one line a contender, which says what to install
 */
record Availability(List<BenchmarkRow> rows, List<String> leftOut) {
    /** Says why a contender of a family cannot run here; empty where it can. */
    interface Obstacle {
        Optional<String> of(String family, String contender);
    }

    /**
     * Divides the rows.
     *
     * @param asked contenders that the user named: one of them that cannot run is an error, not left out
     * @throws UserError naming the contender and why it cannot run
     */
    static Availability of(List<BenchmarkRow> rows, List<String> asked, Obstacle obstacle) {
        Map<String, Optional<String>> known = new LinkedHashMap<>();
        List<BenchmarkRow> here = new ArrayList<>();
        for (BenchmarkRow row : rows) {
            Optional<String> why = known.computeIfAbsent(
                    row.family() + "/" + row.contender(), key -> obstacle.of(row.family(), row.contender()));
            if (why.isEmpty()) {
                here.add(row);
            } else if (asked.contains(row.contender())) {
                throw new UserError("--contenders: " + row.contender() + " cannot run here: " + why.get(), 2);
            }
        }
        List<String> lines = new ArrayList<>();
        known.forEach((name, why) ->
                why.ifPresent(text -> lines.add(name.substring(name.indexOf('/') + 1) + " is left out: " + text)));
        return new Availability(List.copyOf(here), List.copyOf(lines));
    }
}
