/** The command line: one class a verb. What it prints and its exit statuses are documented in {@code docs/command-line.md}. */
package org.ssiworkbench.controller.cli;
