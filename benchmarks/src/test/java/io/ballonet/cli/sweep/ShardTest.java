package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {
    private static List<Cell> cells(int count) {
        TraceIdentity trace = new TraceIdentity("t", 9, 3, "ab");
        List<Cell> cells = new ArrayList<>();
        for (int frames = 1; frames <= count; frames++) {
            cells.add(new Cell(trace, frames % 2 == 0 ? "lru" : "opt", frames));
        }
        return cells;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 50})
    void shardsHoldEveryCellOnceAndAreEquallyLarge(int count) {
        List<Cell> cells = cells(40);
        List<Cell> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<Cell> own = new Shard(number, count).of(cells);
            assertTrue(own.size() == 40 / count || own.size() == 40 / count + 1, "cells=" + own.size());
            all.addAll(own);
        }
        assertEquals(40, all.size());
        assertEquals(new HashSet<>(cells), new HashSet<>(all));
    }

    @Test
    void aShardHasSomeOfEachPolicyAndIsTheSameInAnyOrderOfTheCells() {
        List<Cell> cells = cells(40);
        List<Cell> own = new Shard(2, 2).of(cells);
        assertEquals(2, own.stream().map(Cell::policy).distinct().count(), own.toString());
        List<Cell> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new Random(1));
        assertEquals(new HashSet<>(own), new HashSet<>(new Shard(2, 2).of(shuffled)));
    }

    @Test
    void shardsCountFromOne() {
        assertEquals(new Shard(8, 8), Shard.parse("8/8"));
        assertEquals(Shard.WHOLE, Shard.parse("1/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0/8", "9/8", "1/0", "1", "1/", "/8", "-1/8", "1/8/9", "a/b", "", "1.5/8", "99999999/99999999"})
    void whatIsNoShardIsNamed(String text) {
        UserError error = assertThrows(UserError.class, () -> Shard.parse(text));
        assertEquals(2, error.status());
        assertEquals(
                "--shard '" + text + "': give i/n with i from 1 to n, such as 1/8 to 8/8; shards count from 1",
                error.getMessage());
    }
}
