/** Questions, notices and file dialogs, as interfaces for screens. */
@NullMarked
package org.audioprocessor.desktop.dialog;

import org.jspecify.annotations.NullMarked;
