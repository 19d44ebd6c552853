/**
 * Whatever touches bytes that strangers sent, in a child process of the same program.
 *
 * <p>Parent and child speak in frames over the child's standard input and output. The parent holds
 * the credentials and trusts nothing that a child says; a child lives on for many tasks and is
 * replaced when one failed.
 */
@NullMarked
package org.audioprocessor.isolation;

import org.jspecify.annotations.NullMarked;
