/** Result folders, the environment they were measured in, measurements and their statistics. Depends on core alone. */
@NullMarked
package io.ballonet.result;

import org.jspecify.annotations.NullMarked;
