package org.ssiworkbench.trace.internal;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.TraceProblem;

/** Collects problems; a trace that is broken everywhere does not fill the memory with them. Thread-safe. */
public final class ProblemList {
	private static final int MAX = 10_000;

	private final List<TraceProblem> problems = new ArrayList<>();

	public synchronized void add(String file, long offset, String reason) {
		if (problems.size() < MAX)
			problems.add(new TraceProblem(file, offset, reason));
		else if (problems.size() == MAX)
			problems.add(new TraceProblem(file, offset, "there are more problems, which are not listed"));
	}

	public synchronized List<TraceProblem> list() {
		return List.copyOf(problems);
	}

	public synchronized void clear() {
		problems.clear();
	}
}
