/** Tests. */
@NullMarked
package io.ballonet.report.data;

import org.jspecify.annotations.NullMarked;
