package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.result.Families;
import org.junit.jupiter.api.Test;

final class PlantedSlowdownTest {
    @Test
    void everyFamilyHasAnOperationInWhichASlowdownIsPlanted() {
        assertEquals(
                Families.NAMES.stream().sorted().toList(),
                PlantedSlowdown.rows().stream()
                        .map(PlantedSlowdown::family)
                        .sorted()
                        .toList());
    }
}
