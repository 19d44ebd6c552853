/** Tests of the worker. */
@NullMarked
package org.audioprocessor.worker;

import org.jspecify.annotations.NullMarked;
