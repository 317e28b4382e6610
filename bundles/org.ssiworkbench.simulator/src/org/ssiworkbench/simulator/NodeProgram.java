package org.ssiworkbench.simulator;

import org.ssiworkbench.node.Node;

/** Registers services and subsystems with every node that boots, before it starts. */
@FunctionalInterface
public interface NodeProgram {
	/** Nothing besides ICS and CLMS. */
	NodeProgram NONE = (number, node) -> {
	};

	/** A node is about to start. */
	void install(int number, Node node);
}
