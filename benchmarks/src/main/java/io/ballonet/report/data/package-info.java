/**
 * What a report is made of: result folders read without believing them, a column for each machine and commit. Start at
 * {@link io.ballonet.report.data.ReportData}.
 */
@NullMarked
package io.ballonet.report.data;

import org.jspecify.annotations.NullMarked;
