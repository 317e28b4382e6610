package org.ssiworkbench.cluster.check;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Element;

/** Rules for every element: ids and texts, and the cluster's own name. */
final class ElementRules {
	private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
	private static final Pattern CLUSTER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
	private static final int LONGEST_TEXT = 4096;

	private final Problems problems;
	private final Map<String, Element> ids = new HashMap<>();

	ElementRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster cluster) {
		checkName(cluster);
		checkElement(cluster);
		cluster.eAllContents().forEachRemaining(this::checkElement);
	}

	/** The name becomes that of a folder, and the whole path of a socket in it must stay within 107 bytes. */
	private void checkName(Cluster cluster) {
		if (cluster.getName() == null) {
			problems.error(cluster, "has no name", "give it one");
		} else if (!CLUSTER_NAME.matcher(cluster.getName()).matches()) {
			problems.error(cluster, "name " + Labels.quote(cluster.getName()) + " cannot be the name of a folder",
					"use up to 40 letters, digits, hyphens and underscores, beginning with a letter or digit");
		}
	}

	private void checkElement(EObject object) {
		checkId((Element) object);
		object.eClass().getEAllAttributes().forEach(attribute -> checkText(object, attribute));
	}

	private void checkId(Element element) {
		String id = element.getId();
		if (id == null) {
			problems.warning(element, "has no id", "give it an id that is unique in the file");
		} else if (!ID.matcher(id).matches()) {
			problems.error(element, "id " + Labels.quote(id) + " is not valid",
					"use up to 100 letters, digits, dots, hyphens and underscores, beginning with a letter");
		} else {
			checkUnique(element, ids.putIfAbsent(id, element));
		}
	}

	private void checkUnique(Element element, Element other) {
		if (other != null) {
			problems.error(element, "id " + Labels.quote(element.getId()) + " is also that of " + Labels.of(other)
					+ SourceLine.hint(other), "give each element its own id");
		}
	}

	private void checkText(EObject element, EAttribute attribute) {
		if (!(element.eGet(attribute) instanceof String text)) {
			return;
		}
		if (CONTROL.matcher(text).find()) {
			problems.error(element, attribute.getName() + " contains a control character", "remove it");
		}
		if (text.length() > LONGEST_TEXT) {
			problems.error(element, attribute.getName() + " has " + text.length() + " characters",
					"use no more than " + LONGEST_TEXT);
		}
	}
}
