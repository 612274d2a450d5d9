/** Tests. */
@NullMarked
package io.ballonet.report;

import org.jspecify.annotations.NullMarked;
