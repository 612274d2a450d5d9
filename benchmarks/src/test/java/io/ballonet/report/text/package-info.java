/** Tests. */
@NullMarked
package io.ballonet.report.text;

import org.jspecify.annotations.NullMarked;
