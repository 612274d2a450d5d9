/** Tests of results, and a realistic result that the tests of reports share. */
@NullMarked
package io.ballonet.result;

import org.jspecify.annotations.NullMarked;
