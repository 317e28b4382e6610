package org.ssiworkbench.cluster.check;

import org.eclipse.emf.common.notify.impl.AdapterImpl;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

/** Remembers where in its file an element starts. */
final class SourceLine extends AdapterImpl {
	private final int line;

	private SourceLine(int line) {
		this.line = line;
	}

	static void set(EObject element, int line) {
		element.eAdapters().add(new SourceLine(line));
	}

	/** @return 0 for an element that was not read from a file */
	static int of(EObject element) {
		return EcoreUtil.getExistingAdapter(element, SourceLine.class) instanceof SourceLine source ? source.line : 0;
	}

	/** @return for messages about a second element: " on line 7", or nothing if unknown */
	static String hint(EObject element) {
		int line = of(element);
		return line == 0 ? "" : " on line " + line;
	}

	@Override
	public boolean isAdapterForType(Object type) {
		return type == SourceLine.class;
	}
}
