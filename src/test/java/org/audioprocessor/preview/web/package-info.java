/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.web;

import org.jspecify.annotations.NullMarked;
