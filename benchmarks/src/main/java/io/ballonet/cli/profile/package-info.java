/**
 * {@code ballonet profile}: a benchmark or a scenario in a JVM of its own under JFR, and a folder with what it shows.
 *
 * <p>Start with {@link io.ballonet.cli.profile.ProfileCommand}. Depends on {@code cli.compare} for benchmarks, and on {@code
 * profile} and {@code result}.
 */
@NullMarked
package io.ballonet.cli.profile;

import org.jspecify.annotations.NullMarked;
