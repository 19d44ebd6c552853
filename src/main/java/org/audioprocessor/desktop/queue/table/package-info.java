/** The table of uploads: rows read page by page, columns and cells. */
@NullMarked
package org.audioprocessor.desktop.queue.table;

import org.jspecify.annotations.NullMarked;
