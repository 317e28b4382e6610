package org.ssiworkbench.debug.ui.internal;

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.ssiworkbench.debug.model.NodeTarget;

/** How nodes look in the Debug view. */
public final class NodePresentation extends LabelProvider implements IDebugModelPresentation {

	@Override
	public String getText(Object element) {
		if (!(element instanceof NodeTarget node))
			return null;
		if (!node.node().session().isOpen())
			return node.getProcess().getLabel() + "  off";
		return node.getName() + (node.status().master() ? " (master)" : "");
	}

	@Override
	public Image getImage(Object element) {
		if (!(element instanceof NodeTarget node))
			return null;
		return (node.isTerminated() ? Icons.NODE_OFF : Icons.NODE).image();
	}

	@Override
	public void setAttribute(String attribute, Object value) {
		// no attribute changes how nodes look
	}

	@Override
	public void computeDetail(IValue value, IValueDetailListener listener) {
		listener.detailComputed(value, "");
	}

	@Override
	public IEditorInput getEditorInput(Object element) {
		return null;
	}

	@Override
	public String getEditorId(IEditorInput input, Object element) {
		return null;
	}
}
