package io.ballonet.scenario.accuracy;

import io.ballonet.scenario.CsvTable;
import io.ballonet.scenario.Records;
import java.util.ArrayList;
import java.util.List;

/** Every score as CSV: part A, part B, the estimator, and the histogram of idle ages. */
final class AccuracyTables {
    private AccuracyTables() {}

    /** A table for each kind of score. */
    static List<CsvTable> of(AccuracyScores scores) {
        return List.of(
                identification(scores.identification()),
                reclaim(scores.reclaim()),
                estimation(scores.estimation()),
                idleAges(scores.identification()));
    }

    private static Records identification(List<IdentificationScore> scores) {
        Records table = new Records(
                "identification",
                List.of(
                        "workload",
                        "strategy",
                        "tlb",
                        "layout",
                        "idle",
                        "victims",
                        "hits",
                        "precision",
                        "recall",
                        "f1",
                        "active_precision",
                        "active_recall",
                        "age_error",
                        "order_error",
                        "looks_per_page",
                        "select_ns_per_page",
                        "pass_ns_per_page",
                        "walks_per_access"));
        for (IdentificationScore score : scores) {
            Hits victims = score.victims();
            table.add(
                    score.cell().workload(),
                    score.cell().strategy(),
                    score.cell().tlb().label(),
                    score.cell().layout().label(),
                    victims.wanted(),
                    victims.named(),
                    victims.hits(),
                    victims.precision(),
                    victims.recall(),
                    victims.f1(),
                    score.active().precision(),
                    score.active().recall(),
                    score.ageError(),
                    score.orderError(),
                    score.looks(),
                    score.selectNs(),
                    score.passNs(),
                    score.walks());
        }
        return table;
    }

    private static Records reclaim(List<ReclaimScore> scores) {
        Records table = new Records(
                "reclaim",
                List.of(
                        "workload",
                        "strategy",
                        "tlb",
                        "frames_percent",
                        "frames",
                        "accesses",
                        "faults",
                        "optimum",
                        "regret",
                        "refaults",
                        "walks",
                        "extra_walks_per_access"));
        for (ReclaimScore score : scores) {
            table.add(
                    score.workload(),
                    score.strategy(),
                    score.tlb().label(),
                    score.framesPercent(),
                    score.frames(),
                    score.accesses(),
                    score.faults(),
                    score.optimum(),
                    score.regret(),
                    score.refaults(),
                    score.walks(),
                    score.extraWalks());
        }
        return table;
    }

    private static Records estimation(List<EstimationScore> scores) {
        Records table = new Records(
                "estimation",
                List.of(
                        "workload",
                        "tlb",
                        "active_share",
                        "rms_error",
                        "sample_noise",
                        "ratio",
                        "bias",
                        "active_bias"));
        for (EstimationScore score : scores) {
            table.add(
                    score.workload(),
                    score.tlb().label(),
                    score.meanShare(),
                    score.rmsError(),
                    score.expectedError(),
                    score.ratio(),
                    score.bias(),
                    score.activeBias());
        }
        return table;
    }

    private static Records idleAges(List<IdentificationScore> scores) {
        List<String> columns = new ArrayList<>(List.of("workload", "strategy", "tlb", "layout"));
        IdentificationScore.COLD_PERIODS.forEach(periods -> columns.add("cold_share_error_" + periods));
        Records table = new Records("idle-ages", columns);
        for (IdentificationScore score : scores) {
            if (!score.coldErrors().isEmpty()) {
                List<Object> row = new ArrayList<>(List.of(
                        score.cell().workload(),
                        score.cell().strategy(),
                        score.cell().tlb().label(),
                        score.cell().layout().label()));
                row.addAll(score.coldErrors());
                table.add(row.toArray());
            }
        }
        return table;
    }
}
