package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.SyntheticRun;
import io.ballonet.result.diff.FolderDiff;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class DiffTableTest {
    @Test
    void longRowGoesOnBelowItselfAndNoLineIsTooWide() {
        String name = "contender-" + "x".repeat(120);
        List<String> lines = table(name, 10, 12_000_000).lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= TerminalTables.COLUMNS), lines.toString());
        String whole = String.join("", lines.stream().map(String::strip).toList());
        assertTrue(whole.contains("x".repeat(80)) && whole.contains("12,042,054 ns/op"), whole);
    }

    @Test
    void largeChangeIsAFactorAndWhatHasNoRatioIsADash() {
        assertTrue(table("tree", 10, 1_000).contains("×100 "), table("tree", 10, 1_000));
        assertTrue(table("tree", 0, 10).contains("!         –                   –"), table("tree", 0, 10));
    }

    @Test
    void whatCannotBeToldSaysHowToHaveMoreRounds() {
        List<RawRun> few = SyntheticRun.row("tree", new double[] {10, 10}, SyntheticRun.near());
        String sides = text(SyntheticRun.folder("a", few), SyntheticRun.folder("b", few));
        assertTrue(sides.contains("from 4 rounds a side on") && sides.contains("--minutes"), sides);
        String pairs = text(SyntheticRun.inTurn("a", few), SyntheticRun.inTurn("b", few));
        assertTrue(pairs.contains("from 6 pairs of rounds") && pairs.contains("--rounds"), pairs);
    }

    private static String text(RawFolder base, RawFolder current) {
        return DiffTable.of(FolderDiff.of(base, current, Set.of(), 0.05), false, false)
                .replace('\n', ' ');
    }

    @Test
    void textIsBrokenAtSpacesAndWordsThatAreTooLongAnywhere() {
        assertEquals(List.of("ab cd", "ef"), DiffTable.wrapped("ab cd ef", 6));
        assertEquals(List.of("abcd", "ef g"), DiffTable.wrapped("abcdef g", 4));
        assertEquals(List.of(""), DiffTable.wrapped("", 4));
    }

    private static String table(String contender, double base, double current) {
        return DiffTable.of(
                FolderDiff.of(
                        SyntheticRun.folder("a", SyntheticRun.row(contender, rounds(base), SyntheticRun.near())),
                        SyntheticRun.folder("b", SyntheticRun.row(contender, rounds(current), SyntheticRun.near())),
                        Set.of(),
                        0.05),
                false,
                false);
    }

    private static double[] rounds(double time) {
        return DoubleStream.iterate(time, value -> value * 1.001).limit(8).toArray();
    }
}
