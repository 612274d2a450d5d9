package io.ballonet.cli.diff;

import io.ballonet.cli.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What git says of the project's tree, and working trees of other commits beside it.
 *
 * @param home the tree
 */
record GitTree(Path home) {
    private static final int USAGE = 2;

    /**
     * The full hash of a commit.
     *
     * @throws UserError if git does not know it, or is not there
     */
    String commit(String revision) {
        if (git("rev-parse", "--git-dir").isEmpty()) {
            throw new UserError("--ab: " + home + " is no git checkout, so that it has no revisions to build", USAGE);
        }
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .orElseThrow(() -> new UserError(
                        "--ab: unknown revision '" + revision + "'; name a commit, a branch or a tag of this checkout",
                        USAGE));
    }

    /** True if files differ from the commit that is checked out, new ones included. */
    boolean isDirty() {
        return git("status", "--porcelain").map(text -> !text.isEmpty()).orElse(false);
    }

    /**
     * Checks a commit out into a new folder.
     *
     * @throws UserError if it cannot be
     */
    void addWorktree(Path folder, String commit) {
        if (git("worktree", "add", "--detach", "--quiet", folder.toString(), commit)
                .isEmpty()) {
            throw new UserError("--ab: git cannot check " + commit + " out into " + folder, 1);
        }
    }

    /** Removes what {@link #addWorktree} made, with all that was built there; nothing where it is gone. */
    void removeWorktree(Path folder) {
        git("worktree", "remove", "--force", folder.toString());
        git("worktree", "prune");
    }

    /** What it prints, stripped; empty if it fails. */
    private Optional<String> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            throw new UserError("--ab: git cannot be run; install it", 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
