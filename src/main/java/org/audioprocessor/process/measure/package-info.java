/** Pass 1: decodes a raw file once and measures its loudness. */
@NullMarked
package org.audioprocessor.process.measure;

import org.jspecify.annotations.NullMarked;
