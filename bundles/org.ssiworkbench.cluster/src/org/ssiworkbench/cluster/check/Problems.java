package org.ssiworkbench.cluster.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.emf.ecore.EObject;

/** Collects problems; no more than anybody reads, however bad the file. */
final class Problems {
	private static final int MOST = 100;

	private final List<Problem> problems = new ArrayList<>();
	private int left;

	void error(EObject element, String fault, String remedy) {
		add(Severity.ERROR, element, fault, remedy);
	}

	void warning(EObject element, String fault, String remedy) {
		add(Severity.WARNING, element, fault, remedy);
	}

	void error(int line, String element, String fault, String remedy) {
		add(new Problem(Severity.ERROR, line, element, fault, remedy));
	}

	boolean hasErrors() {
		return left > 0 || problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
	}

	List<Problem> sorted() {
		List<Problem> sorted = new ArrayList<>(problems);
		sorted.sort(Comparator.comparingInt(Problem::line));
		if (left > 0) {
			sorted.add(new Problem(Severity.ERROR, 0, "File", "has " + left + " more problems", "mend the ones above first"));
		}
		return sorted;
	}

	private void add(Severity severity, EObject element, String fault, String remedy) {
		add(new Problem(severity, SourceLine.of(element), Labels.of(element), fault, remedy));
	}

	private void add(Problem problem) {
		if (problems.size() < MOST) {
			problems.add(problem);
		} else {
			left++;
		}
	}
}
