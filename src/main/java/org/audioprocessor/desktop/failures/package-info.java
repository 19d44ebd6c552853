/** Failed uploads by cause: remedy and retry. */
@NullMarked
package org.audioprocessor.desktop.failures;

import org.jspecify.annotations.NullMarked;
