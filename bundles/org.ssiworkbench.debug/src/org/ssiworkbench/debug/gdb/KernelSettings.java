package org.ssiworkbench.debug.gdb;

import java.nio.file.Path;

/**
 * What a kernel is debugged with.
 *
 * @param label names the kernel for people, such as "node 2 beta of demo"
 * @param symbols the file with its symbols; null for those of the kernel itself
 * @param source the folder of its source; null when it is not known
 * @param others those that stand while it stands
 */
public record KernelSettings(String label, Path symbols, Path source, OtherNodes others) {
}
