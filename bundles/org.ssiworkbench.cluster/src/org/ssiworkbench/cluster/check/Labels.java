package org.ssiworkbench.cluster.check;

import org.eclipse.emf.ecore.EObject;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Element;
import org.ssiworkbench.cluster.Node;

/** How messages call the elements of a model. */
final class Labels {
	private static final int LONGEST_NAME = 60;

	private Labels() {
	}

	/** @return the kind of element and its name, else its id: "Node gamma" */
	static String of(EObject element) {
		String name = name(element);
		return name == null || name.isBlank() ? element.eClass().getName() : element.eClass().getName() + " " + shortened(name);
	}

	/** @return a text of the file in quotes */
	static String quote(String text) {
		return "\"" + shortened(text) + "\"";
	}

	private static String name(EObject element) {
		return switch (element) {
		case Node node when node.getName() != null -> node.getName();
		case Cluster cluster when cluster.getName() != null -> cluster.getName();
		case Element other -> other.getId();
		default -> null;
		};
	}

	private static String shortened(String text) {
		return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
	}
}
