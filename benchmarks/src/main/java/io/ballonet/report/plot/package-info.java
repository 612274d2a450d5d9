/**
 * A plot per question, drawn from whatever of it a result holds: how a question's rows become series, and how series become SVG.
 * A new plot is a class with a method from {@link io.ballonet.report.data.ReportData} to plots, named in
 * {@link io.ballonet.report.plot.Questions}. Pictures outside the report are files of {@link io.ballonet.report.plot.XyChart},
 * or lay themselves out and write {@link io.ballonet.report.plot.Svg}; all have the style of {@code plot.css}.
 */
@NullMarked
package io.ballonet.report.plot;

import org.jspecify.annotations.NullMarked;
