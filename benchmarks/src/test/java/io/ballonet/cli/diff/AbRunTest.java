package io.ballonet.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import io.ballonet.result.RawFolder;
import io.ballonet.result.SyntheticRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Over a repository whose {@code ballonet} is a script that copies a result instead of measuring one. */
final class AbRunTest {
    @TempDir
    private Path temp = Path.of("");

    private final StringWriter said = new StringWriter();
    private Path home = Path.of("");
    private Path order = Path.of("");

    @BeforeEach
    void repositoryOfTwoCommits() throws IOException {
        home = Files.createDirectory(temp.resolve("home"));
        order = temp.resolve("order");
        git("init", "--quiet", "--initial-branch=main");
        commit("first", compare("first"));
        commit("second", compare("second"));
    }

    @Test
    void sidesTakeTurnsAndEachBecomesAFolderOfAllItsRounds() throws IOException {
        AbRun.Folders folders = run(3, "first", "second");
        assertEquals(List.of("first", "second", "second", "first", "first", "second"), Files.readAllLines(order));
        RawFolder base = RawFolder.read(folders.base());
        RawFolder current = RawFolder.read(folders.current());
        assertEquals(3, base.facts().rounds());
        assertEquals(List.of(), base.faults(), "no round twice");
        assertTrue(base.summaryFits());
        assertEquals(List.of("ballonet", "diff", "--ab"), base.environment().command());
        assertEquals(10, base.runs().getFirst().values().getFirst());
        assertEquals(20, current.runs().getFirst().values().getFirst());
        assertTrue(Files.isRegularFile(folders.current().resolve("report.html")));
    }

    @Test
    void treesAndLogsAreGoneAfterwards() {
        run(1, "first", "second");
        assertEquals(1, git("worktree", "list").lines().count());
        assertEquals("", git("status", "--porcelain"));
    }

    @Test
    void changesThatAreNotCommittedAreSaidToBeInNeitherSide() throws IOException {
        run(1, "first", "second");
        assertFalse(said.toString().contains("uncommitted"));
        Files.writeString(home.resolve("new"), "x");
        run(1, "first", "second");
        assertTrue(said.toString().contains("note: uncommitted changes are in neither side"), said.toString());
    }

    @Test
    void unknownRevisionIsNamed() {
        UserError error = assertThrows(UserError.class, () -> run(1, "first", "secnd"));
        assertEquals(
                "--ab: unknown revision 'secnd'; name a commit, a branch or a tag of this checkout",
                error.getMessage());
        assertEquals(2, error.status());
    }

    @Test
    void revisionThatLooksLikeAnOptionIsNone() {
        assertThrows(UserError.class, () -> run(1, "first", "--all"));
    }

    @Test
    void folderThatIsNoCheckoutIsSaidToBe() {
        GitTree outside = new GitTree(temp);
        String message = message(() -> outside.commit("main"));
        assertTrue(message.contains("no git checkout"), message);
    }

    @Test
    void revisionThatDoesNotBuildShowsTheEndOfItsBuild() throws IOException {
        commit("broken", "echo 'Frame.java:[7,1] cannot find symbol' >&2; exit 1");
        String message = message(() -> run(1, "first", "broken"));
        assertTrue(message.startsWith("--ab: broken does not build:\n"), message);
        assertTrue(message.endsWith("\n  Frame.java:[7,1] cannot find symbol"), message);
        assertEquals(1, git("worktree", "list").lines().count());
    }

    @Test
    void revisionFromBeforeRoundsIsSaidToBe() throws IOException {
        commit("old", "echo '--minutes'");
        String message = message(() -> run(1, "old", "first"));
        assertTrue(message.startsWith("--ab: old is from before 'compare --rounds'"), message);
    }

    @Test
    void failedRoundShowsTheEndOfItsOutput() throws IOException {
        commit(
                "faulty",
                "[ $1 = compare ] && [ $2 = --help ] && echo --rounds && exit 0\n[ $1 = list ] && exit 0\n"
                        + "echo 'ballonet: --only: unknown family'; exit 2");
        String message = message(() -> run(1, "first", "faulty"));
        assertEquals("--ab: compare failed in faulty:\n  ballonet: --only: unknown family", message);
    }

    private static String message(Executable refused) {
        return String.valueOf(assertThrows(UserError.class, refused).getMessage());
    }

    private AbRun.Folders run(int rounds, String base, String current) {
        return AbRun.run(
                new GitTree(home),
                List.of(base, current),
                rounds,
                List.of(),
                temp.resolve("out" + said.toString().length()),
                List.of("ballonet", "diff", "--ab"),
                new PrintWriter(said, true));
    }

    /** A script that says that it has {@code --rounds}, and writes the result beside it where {@code --out} says. */
    private String compare(String name) {
        return "[ $1 = list ] && exit 0\n"
                + "[ $2 = --help ] && echo '  --rounds=N' && exit 0\n"
                + "echo " + name + " >> " + order + "\n"
                + "cp -r \"$(dirname \"$0\")/result\" \"$5\"";
    }

    private void commit(String tag, String script) throws IOException {
        SyntheticRun.write(
                home.resolve("result"),
                SyntheticRun.row("tree", new double[] {tag.equals("first") ? 10 : 20}, SyntheticRun.near()));
        Path ballonet = Files.writeString(home.resolve("ballonet"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(ballonet, PosixFilePermissions.fromString("rwxr-xr-x"));
        git("add", "--all");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", tag);
        git("tag", tag);
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
            builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
            Process process = builder.redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(0, process.waitFor(), text);
            return text;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
