package org.ssiworkbench.cluster.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.HostKind;

/**
 * A model file as it was read.
 *
 * @param path the file
 * @param cluster its contents, also if they have problems; null if unreadable
 * @param problems what is wrong with it, in the order of its lines
 */
public record ClusterFile(Path path, Cluster cluster, List<Problem> problems) {
	/** A larger file is refused unread, in bytes. */
	public static final int LARGEST_FILE = 4 << 20;

	/** Copies the list. */
	public ClusterFile {
		problems = List.copyOf(problems);
	}

	/**
	 * Reads a file and checks it by {@link ClusterRules}, but not against this machine, see {@link #checkMachine()}.
	 * Takes bounded time and memory, opens no other file and no connection.
	 *
	 * @param path the file; need not exist
	 * @return its contents and problems
	 */
	public static ClusterFile load(Path path) {
		Problems problems = new Problems();
		Cluster cluster = ClusterReader.read(path, problems);
		if (!problems.hasErrors()) {
			ClusterRules.check(cluster, problems);
		}
		return new ClusterFile(path, cluster, problems.sorted());
	}

	/**
	 * Writes a cluster so that the same cluster always gives the same text. Gives an id to every element without one.
	 * The file is replaced in one step: it is never half written.
	 *
	 * @throws IOException if the file cannot be written
	 */
	public static void save(Cluster cluster, Path path) throws IOException {
		ClusterWriter.write(cluster, path);
	}

	/** @return whether the cluster cannot be started */
	public boolean hasErrors() {
		return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
	}

	/**
	 * Checks whether this machine has what the UML nodes need: kernels, modules, root.
	 *
	 * @return this file with what is missing added to its problems
	 */
	public ClusterFile checkMachine() {
		return checkMachine(null);
	}

	/**
	 * As {@link #checkMachine()}, for a run that overrides what the nodes run on.
	 *
	 * @param host of all nodes; null for what the model says
	 * @return this file with what is missing added to its problems
	 */
	public ClusterFile checkMachine(HostKind host) {
		if (cluster == null) {
			return this;
		}
		Problems missing = new Problems();
		new MachineRules(path, host, missing).check(cluster);
		List<Problem> all = new ArrayList<>(problems);
		all.addAll(missing.sorted());
		return new ClusterFile(path, cluster, all);
	}

	/**
	 * Checks by the model's rules whether nodes can have other memory than the model says, and gives it to the nodes of
	 * {@link #cluster} if so. The file is not changed.
	 *
	 * @param memory in bytes by the node's number
	 * @return this file with what is wrong with that added to its problems
	 */
	public ClusterFile withMemory(Map<Integer, Long> memory) {
		List<Problem> wrong = checkMemory(memory);
		if (wrong.isEmpty() && cluster != null) {
			cluster.getNodes().forEach(node -> node.setMemory(memory.getOrDefault(node.getNumber(), node.getMemory())));
		}
		List<Problem> all = new ArrayList<>(problems);
		all.addAll(wrong);
		return new ClusterFile(path, cluster, all);
	}

	/**
	 * Checks memory as {@link #withMemory} does.
	 *
	 * @return what is wrong with it; without lines, because it is not what the file says
	 */
	public List<Problem> checkMemory(Map<Integer, Long> memory) {
		Problems wrong = new Problems();
		if (cluster != null) {
			new NodeRules(wrong).checkMemory(cluster, memory);
		}
		return wrong.sorted().stream().map(Problem::withoutLine).toList();
	}

	/**
	 * @param name a file name in the model, such as a kernel's image
	 * @return the file it means: names that are not absolute start at the model's folder
	 */
	public Path resolve(String name) {
		return path.toAbsolutePath().resolveSibling(name).normalize();
	}
}
