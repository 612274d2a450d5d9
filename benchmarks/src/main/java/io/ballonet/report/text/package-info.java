/** Words, figures and tables of a report, and how text gets into HTML. Knows results, and nothing of charts or pages. */
@NullMarked
package io.ballonet.report.text;

import org.jspecify.annotations.NullMarked;
