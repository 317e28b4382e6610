package org.ssiworkbench.views.cluster;

import org.eclipse.core.expressions.PropertyTester;
import org.ssiworkbench.debug.session.ClusterNode;

/** What can be done with a node now: {@code canAdd}, {@code canEnd}. */
public final class NodeTester extends PropertyTester {
	static final String CAN_ADD = "org.ssiworkbench.views.canAdd"; //$NON-NLS-1$
	static final String CAN_END = "org.ssiworkbench.views.canEnd"; //$NON-NLS-1$

	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		ClusterNode node = (ClusterNode) receiver;
		return switch (property) {
		case "canAdd" -> node.canAdd(); //$NON-NLS-1$
		case "canEnd" -> node.canEnd(); //$NON-NLS-1$
		default -> false;
		};
	}
}
