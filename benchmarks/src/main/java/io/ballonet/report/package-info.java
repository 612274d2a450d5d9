/** Results for people: plain tables in the terminal and one HTML file that needs no network. */
@NullMarked
package io.ballonet.report;

import org.jspecify.annotations.NullMarked;
