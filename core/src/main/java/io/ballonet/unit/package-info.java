/** Page sizes, page numbers, cache lines, and the registry that every family of contenders shares. Depends on nothing. */
@NullMarked
package io.ballonet.unit;

import org.jspecify.annotations.NullMarked;
