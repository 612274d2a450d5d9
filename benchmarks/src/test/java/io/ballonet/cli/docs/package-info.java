/** What the documents say, run. */
@NullMarked
package io.ballonet.cli.docs;

import org.jspecify.annotations.NullMarked;
