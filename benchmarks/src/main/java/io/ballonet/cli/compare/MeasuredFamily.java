package io.ballonet.cli.compare;

import java.util.List;

/**
 * A family as {@code list} shows it.
 *
 * @param benchmarks names within it
 * @param contenders each with its kind where that is not ours; empty for a family with one
 */
public record MeasuredFamily(String name, List<String> benchmarks, List<String> contenders) {}
