package org.ssiworkbench.views.cluster;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.session.ClusterNode;

/** A command on the selected nodes, wherever they are selected. */
abstract class NodeHandler extends AbstractHandler {

	@Override
	public final Object execute(ExecutionEvent event) {
		List<ClusterNode> nodes = Stream.of(HandlerUtil.getCurrentStructuredSelection(event).toArray())
				.map(element -> Adapters.adapt(element, ClusterNode.class)).filter(Objects::nonNull).distinct().toList();
		if (!nodes.isEmpty())
			run(nodes);
		return null;
	}

	abstract void run(List<ClusterNode> nodes);
}
