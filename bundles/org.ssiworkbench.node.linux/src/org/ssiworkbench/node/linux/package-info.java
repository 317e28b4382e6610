/**
 * The SSI node software on a real Linux kernel: the agent that runs in every UML guest, and on the host what prepares it.
 * The agent's classes are few and plain on purpose: each costs start-up time in the guest.
 */
package org.ssiworkbench.node.linux;
