package org.ssiworkbench.views.processes;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.debug.session.Replies;

/** Asks clusters to do something with processes, in a job of the user that shows progress and refusals. */
final class ProcessRequests {
	private ProcessRequests() {
	}

	/** The processes among what is selected. */
	static List<ClusterProcess> selected(ISelection selection) {
		if (!(selection instanceof IStructuredSelection structured))
			return List.of();
		return Stream.of(structured.toArray()).map(element -> Adapters.adapt(element, ClusterProcess.class))
				.filter(Objects::nonNull).toList();
	}

	static void signal(List<ClusterProcess> processes, ProcessSignals signal) {
		schedule(NLS.bind(Messages.signalJob, signal.name(), pids(processes)), processes,
				process -> process.session().signal(process.pid(), signal.number()));
	}

	static void migrate(List<ClusterProcess> processes, int node) {
		schedule(NLS.bind(Messages.migrateJob, pids(processes), node), processes,
				process -> process.session().migrate(process.pid(), node));
	}

	private static String pids(List<ClusterProcess> processes) {
		return processes.stream().map(process -> String.valueOf(process.pid())).collect(Collectors.joining(", ")); //$NON-NLS-1$
	}

	private static void schedule(String title, List<ClusterProcess> processes,
			Function<ClusterProcess, CompletableFuture<Void>> request) {
		if (processes.isEmpty())
			return;
		Job job = Job.create(title, monitor -> {
			SubMonitor progress = SubMonitor.convert(monitor, processes.size());
			for (ClusterProcess process : processes)
				Replies.await(request.apply(process), progress.split(1));
		});
		job.setUser(true);
		job.schedule();
	}
}
