package io.ballonet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AddedClassPathTest {
    @Test
    void resultsNameJarsWithoutTheirFolders() {
        assertEquals(
                List.of("BALLONET_CLASSPATH=mine.jar:classes:*"),
                AddedClassPath.word("/home/ann/mine.jar:target/classes:lib/*"));
    }

    @Test
    void nothingIsSaidWhereNothingWasAdded() {
        assertEquals(List.of(), AddedClassPath.word(null));
        assertEquals(List.of(), AddedClassPath.word(""));
    }
}
