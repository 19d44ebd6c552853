/** Pass 2: decodes once and renders all rungs. */
@NullMarked
package org.audioprocessor.process.render;

import org.jspecify.annotations.NullMarked;
