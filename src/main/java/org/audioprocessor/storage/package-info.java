/** Where objects live: a bucket, or a folder that behaves like one. */
@NullMarked
package org.audioprocessor.storage;

import org.jspecify.annotations.NullMarked;
