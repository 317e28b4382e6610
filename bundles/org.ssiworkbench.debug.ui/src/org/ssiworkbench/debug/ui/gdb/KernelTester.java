package org.ssiworkbench.debug.ui.gdb;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.runtime.Adapters;
import org.ssiworkbench.debug.gdb.UmlTarget;
import org.ssiworkbench.debug.session.ClusterNode;

/** Whether something selected has a kernel that could be debugged. */
public final class KernelTester extends PropertyTester {
	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		if (receiver instanceof UmlTarget kernel)
			return !kernel.isTerminated();
		ClusterNode node = Adapters.adapt(receiver, ClusterNode.class);
		return node != null && node.canEnd() && "uml".equals(node.session().info().host()); //$NON-NLS-1$
	}
}
