/**
 * What the commands in a node ask of its agent, and the answers; see {@code docs/commands.md}.
 */
package org.ssiworkbench.node.linux.commands;
