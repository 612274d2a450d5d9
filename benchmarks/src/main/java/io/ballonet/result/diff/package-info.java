/**
 * Two results compared, row by row: what was shown to differ, what was not, and what cannot be told; start at
 * {@link io.ballonet.result.diff.FolderDiff}.
 */
@NullMarked
package io.ballonet.result.diff;

import org.jspecify.annotations.NullMarked;
