package io.ballonet.cli.profile;

import io.ballonet.cli.UserError;
import io.ballonet.profile.ProfilePages;
import io.ballonet.profile.ProfileStacks;
import io.ballonet.profile.RecordedProfile;
import io.ballonet.result.Environment;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A fork and the folder that its profile is written to. Whatever ends it, its own end or Ctrl-C, writes the folder once: with what
 * was recorded so far, or not at all.
 *
 * <p><b>Concurrency:</b> {@link #run} belongs to one thread, {@link #interrupt} to the shutdown hook; {@link #write} is
 * synchronized and the first caller wins.
 */
final class ProfileRun {
    private static final int FAILURE = 1;
    private static final long ENDING_SECONDS = 20;

    private final ProfileSettings settings;
    private final Environment environment;
    private final ResultFolder folder;
    private final ProfiledFork fork;
    private final long startNs = System.nanoTime();
    private @Nullable Result result;

    ProfileRun(ProfileSettings settings, Environment environment, ResultFolder folder, ProfiledFork fork) {
        this.settings = settings;
        this.environment = environment;
        this.folder = folder;
        this.fork = fork;
    }

    /**
     * What there is to show.
     *
     * @param at the folder
     */
    record Result(RecordedProfile profile, ProfileStacks stacks, List<String> failures, Path at) {}

    /** Runs to the end and writes the folder. */
    Result run() {
        List<String> failures = settings.target().kind() == Target.Kind.RECORDING ? List.of() : fork.run();
        return write(failures, false)
                .orElseThrow(() -> new UserError(
                        settings.target().label() + " left no recording that can be read; see --debug", FAILURE));
    }

    /** Ends the fork, which writes its recording then, and writes what there is as a partial profile. */
    Optional<Result> interrupt() {
        ProcessHandle.current().descendants().forEach(process -> {
            process.destroy();
            try {
                process.onExit().get(ENDING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        });
        return write(List.of(), true);
    }

    private synchronized Optional<Result> write(List<String> failures, boolean partial) {
        if (result == null) {
            result = publish(failures, partial).orElse(null);
        }
        return Optional.ofNullable(result);
    }

    private Optional<Result> publish(List<String> failures, boolean partial) {
        boolean given = settings.target().kind() == Target.Kind.RECORDING;
        Path recording =
                given ? Path.of(settings.target().name()) : folder.aside().resolve(ProfiledFork.RECORDING);
        RecordedProfile profile;
        ProfileStacks stacks;
        try {
            if (!Files.isRegularFile(recording) || Files.size(recording) == 0) {
                folder.discard();
                return Optional.empty();
            }
            profile = RecordedProfile.read(recording);
            Optional<Path> collapsed = fork.collapsed();
            stacks = collapsed.isPresent() ? ProfileStacks.ofAsyncProfiler(collapsed.get()) : ProfileStacks.of(profile);
        } catch (IOException e) {
            folder.discard();
            throw new UserError(
                    "cannot read the recording " + recording.getFileName() + ": " + e.getMessage(), FAILURE);
        }
        RunFacts facts = new RunFacts(
                "profile",
                false,
                partial,
                1,
                settings.seconds().orElse(ProfileSettings.BENCHMARK_SECONDS),
                1_000,
                Duration.ofNanos(System.nanoTime() - startNs).toMillis() / 1e3,
                failures);
        folder.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(environment, facts));
        ProfilePages.files(title(), String.join(" ", environment.command()), profile, stacks)
                .forEach(folder::write);
        String mark = partial ? "partial" : failures.isEmpty() ? null : "failed";
        return Optional.of(new Result(profile, stacks, failures, folder.publish(mark)));
    }

    private String title() {
        return settings.parameters().isEmpty()
                ? settings.target().label()
                : settings.target().label() + " " + settings.parameters();
    }
}
