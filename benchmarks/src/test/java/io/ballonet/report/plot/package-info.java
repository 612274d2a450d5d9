/** Tests. */
@NullMarked
package io.ballonet.report.plot;

import org.jspecify.annotations.NullMarked;
