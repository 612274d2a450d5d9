package io.ballonet.report;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One question with the same parameters to all: who answers it best, and how sure that is. Limits take no part; a foil takes part
 * only among foils, since it lacks what others pay for.
 *
 * @param ranked the best first; not empty
 * @param settings of the same question, this one among them
 * @param won settings of the same question that the same contender wins
 */
record Contest(List<Row> ranked, int settings, int won) {
    private static final Set<String> STATES = Set.of("near", "far", "moved", "slow-clock", "steal", "missed-rate");

    /** How sure the order of the first two is. */
    enum Certainty {
        /** The intervals do not overlap. */
        CLEAR("clear"),
        /** They overlap. */
        TIED("not told apart"),
        /** One of them has no interval. */
        UNKNOWN("no interval"),
        /** The machine was in another state. */
        UNLIKE("unlike"),
        /** Nobody to compare with. */
        ALONE("");

        private final String words;

        Certainty(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One contest for each benchmark and column: of its first setting in which two take part, or else of the first. */
    static List<Contest> of(ReportData data) {
        Map<List<Object>, List<List<Row>>> questions = new LinkedHashMap<>();
        for (List<Row> setting : settings(data)) {
            Row first = setting.getFirst();
            questions
                    .computeIfAbsent(
                            List.of(
                                    first.subject().family(),
                                    first.subject().benchmark(),
                                    first.subject().unit(),
                                    first.column().label()),
                            key -> new ArrayList<>())
                    .add(setting);
        }
        List<Contest> contests = new ArrayList<>();
        for (List<List<Row>> question : questions.values()) {
            List<Row> shown = question.stream()
                    .filter(setting -> setting.size() > 1)
                    .findFirst()
                    .orElse(question.getFirst());
            String winner = shown.getFirst().subject().contender();
            int won = (int) question.stream()
                    .filter(setting -> setting.size() > 1
                            && setting.getFirst().subject().contender().equals(winner))
                    .count();
            int contested = (int)
                    question.stream().filter(setting -> setting.size() > 1).count();
            contests.add(new Contest(shown, contested, won));
        }
        return contests;
    }

    /** The rows of one setting, the best first, those that take part. */
    private static List<List<Row>> settings(ReportData data) {
        Map<List<Object>, List<Row>> settings = new LinkedHashMap<>();
        for (Row row : data.rows()) {
            boolean counts = row.subject().kind() != Kind.LIMIT
                    && Double.isFinite(row.measurement().value());
            if (counts) {
                settings.computeIfAbsent(
                                List.of(
                                        row.subject().family(),
                                        row.subject().benchmark(),
                                        row.subject().threads(),
                                        row.subject().params(),
                                        row.subject().unit(),
                                        row.column().label()),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        return settings.values().stream().map(Contest::ranked).toList();
    }

    private static List<Row> ranked(List<Row> rows) {
        List<Row> taking =
                rows.stream().filter(row -> row.subject().kind() != Kind.FOIL).toList();
        List<Row> ranked = new ArrayList<>(taking.isEmpty() ? rows : taking);
        Comparator<Row> byValue =
                Comparator.comparingDouble(row -> row.measurement().value());
        ranked.sort(rows.getFirst().measurement().lowerIsBetter() ? byValue : byValue.reversed());
        return ranked;
    }

    Row winner() {
        return ranked.getFirst();
    }

    Optional<Row> runnerUp() {
        return ranked.size() > 1 ? Optional.of(ranked.get(1)) : Optional.empty();
    }

    Certainty certainty() {
        return runnerUp()
                .map(next -> certainty(winner().measurement(), next.measurement()))
                .orElse(Certainty.ALONE);
    }

    private static Certainty certainty(Measurement best, Measurement next) {
        if (!states(best).equals(states(next))) {
            return Certainty.UNLIKE;
        }
        double room = Math.abs(best.value() - next.value());
        if (!Double.isFinite(best.error()) || !Double.isFinite(next.error())) {
            return Certainty.UNKNOWN;
        }
        return room > best.error() + next.error() ? Certainty.CLEAR : Certainty.TIED;
    }

    private static List<String> states(Measurement m) {
        return m.flags().stream().filter(STATES::contains).sorted().toList();
    }
}
