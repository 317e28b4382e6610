package org.ssiworkbench.cluster.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.ssiworkbench.cluster.Element;

/** The references of a document, resolved by id when all of it is read. */
final class References {
	private record Pending(EObject owner, EReference reference, String text) {
	}

	private static final int MOST_SUGGESTED = 10;
	private static final int MOST_NAMED = 1_000;

	private final Problems problems;
	private final Map<String, Element> targets = new HashMap<>();
	private final List<Element> inOrder = new ArrayList<>();
	private final Map<EClass, String> suggestions = new HashMap<>();
	private final List<Pending> pending = new ArrayList<>();

	References(Problems problems) {
		this.problems = problems;
	}

	void addTarget(Element element) {
		if (element.getId() != null) {
			targets.putIfAbsent(element.getId(), element);
			inOrder.add(element);
		}
	}

	void add(EObject owner, EReference reference, String text) {
		pending.add(new Pending(owner, reference, text));
	}

	void resolve() {
		pending.forEach(this::resolve);
	}

	private void resolve(Pending reference) {
		List<String> ids = List.of(reference.text.strip().split("\\s+"));
		Set<String> distinct = new LinkedHashSet<>(ids);
		if (distinct.size() < ids.size()) {
			problems.error(reference.owner, reference.reference.getName() + " names an element twice", "name each once");
		}
		int most = reference.reference.isMany() ? MOST_NAMED : 1;
		if (distinct.size() > most) {
			problems.error(reference.owner, reference.reference.getName() + " names " + distinct.size() + " elements",
					"name no more than " + most);
			return;
		}
		distinct.forEach(id -> resolve(reference, id));
	}

	private void resolve(Pending reference, String id) {
		Element target = targets.get(id);
		String name = reference.reference.getName() + " " + Labels.quote(id);
		if (id.isEmpty()) {
			problems.error(reference.owner, reference.reference.getName() + " is empty", "remove it or " + suggestion(reference));
		} else if (target != null && reference.reference.getEReferenceType().isInstance(target)) {
			Features.add(reference.owner, reference.reference, target);
		} else if (target != null) {
			problems.error(reference.owner, name + " is the " + Labels.of(target) + SourceLine.hint(target) + " and no "
					+ reference.reference.getEReferenceType().getName(), suggestion(reference));
		} else if (id.contains("#") || id.contains("/")) {
			problems.error(reference.owner, name + " refers to another document or by position", suggestion(reference));
		} else {
			problems.error(reference.owner, name + " is the id of no element", suggestion(reference));
		}
	}

	private String suggestion(Pending reference) {
		return suggestions.computeIfAbsent(reference.reference.getEReferenceType(), this::suggestion);
	}

	private String suggestion(EClass type) {
		String ids = inOrder.stream().filter(type::isInstance).map(Element::getId).limit(MOST_SUGGESTED)
				.collect(Collectors.joining(", "));
		return ids.isEmpty() ? "add a " + type.getName() + " with that id" : "write the id of a " + type.getName() + ": " + ids;
	}
}
