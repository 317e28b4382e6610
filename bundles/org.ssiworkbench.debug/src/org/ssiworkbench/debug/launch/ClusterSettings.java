package org.ssiworkbench.debug.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.ssiworkbench.cluster.UnitException;
import org.ssiworkbench.cluster.Units;

/**
 * What a launch configuration says about the cluster to start, with variables replaced and paths made absolute.
 *
 * @param model the model file; it need not exist
 * @param name the cluster's name, empty for the model's
 * @param host uml, simulator or empty for the model's
 * @param seed the simulator's seed, empty for the default
 * @param nodes the nodes that boot at once, empty for all
 * @param memory of nodes that get another amount than the model says, in bytes by number
 * @param trace the trace's folder, null for a new one beside the model
 * @param capture whether frames are captured
 * @param environment variables that are added to the controller's environment
 */
public record ClusterSettings(Path model, String name, String host, String seed, List<Integer> nodes, SortedMap<Integer, Long> memory,
		Path trace, boolean capture, Map<String, String> environment) {

	private static final String CLUSTER_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

	/**
	 * Reads a configuration.
	 *
	 * @throws CoreException with a sentence for the user when a value cannot be understood
	 */
	public static ClusterSettings of(ILaunchConfiguration configuration) throws CoreException {
		String model = configuration.getAttribute(LaunchAttributes.MODEL, "").strip();
		if (model.isEmpty())
			throw refused("No model file is chosen. Choose a .ssicluster file.");
		String trace = configuration.getAttribute(LaunchAttributes.TRACE, "").strip();
		return new ClusterSettings(path(model), name(configuration), host(configuration), seed(configuration),
				nodes(configuration), memory(configuration), trace.isEmpty() ? null : path(trace),
				configuration.getAttribute(LaunchAttributes.CAPTURE, true),
				configuration.getAttribute(ILaunchManager.ATTR_ENVIRONMENT_VARIABLES, Map.of()));
	}

	/** The controller's arguments. */
	List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		if (!host.isEmpty())
			arguments.addAll(List.of("--host", host));
		if (!seed.isEmpty())
			arguments.addAll(List.of("--seed", seed));
		if (!nodes.isEmpty())
			arguments.addAll(List.of("--nodes", String.join(",", nodes.stream().map(String::valueOf).toList())));
		if (!memory.isEmpty())
			arguments.addAll(List.of("--memory", memory.entrySet().stream()
					.map(node -> node.getKey() + "=" + Units.formatSize(node.getValue())).collect(Collectors.joining(","))));
		if (trace != null)
			arguments.addAll(List.of("--trace", trace.toString()));
		if (!capture)
			arguments.add("--no-capture");
		arguments.add(model.toString());
		return arguments;
	}

	private static String name(ILaunchConfiguration configuration) throws CoreException {
		String name = configuration.getAttribute(LaunchAttributes.NAME, "").strip();
		if (!name.isEmpty() && !name.matches(CLUSTER_NAME))
			throw refused("The cluster name '" + name
					+ "' cannot be used: take at most 32 letters, digits, dots, dashes and underscores, a letter or digit first.");
		return name;
	}

	private static String host(ILaunchConfiguration configuration) throws CoreException {
		String host = configuration.getAttribute(LaunchAttributes.HOST, "").strip();
		if (!List.of("", "uml", "simulator").contains(host))
			throw refused("There is no host '" + host + "': choose uml or simulator.");
		return host;
	}

	private static String seed(ILaunchConfiguration configuration) throws CoreException {
		String seed = configuration.getAttribute(LaunchAttributes.SEED, "").strip();
		if (!seed.isEmpty() && !isLong(seed))
			throw refused("The seed '" + seed + "' is not a whole number.");
		return seed;
	}

	private static boolean isLong(String text) {
		try {
			Long.parseLong(text);
			return true;
		} catch (NumberFormatException e) {
			return false;
		}
	}

	private static List<Integer> nodes(ILaunchConfiguration configuration) throws CoreException {
		try {
			return configuration.getAttribute(LaunchAttributes.NODES, List.of()).stream().map(Integer::valueOf).toList();
		} catch (NumberFormatException e) {
			throw refused("The nodes to boot are not numbers. Choose them anew on the Nodes tab.");
		}
	}

	private static SortedMap<Integer, Long> memory(ILaunchConfiguration configuration) throws CoreException {
		SortedMap<Integer, Long> memory = new TreeMap<>();
		for (Map.Entry<String, String> node : configuration.getAttribute(LaunchAttributes.MEMORY, Map.of()).entrySet())
			try {
				memory.put(Integer.valueOf(node.getKey()), Units.parseSize(node.getValue()));
			} catch (NumberFormatException e) {
				throw refused("The memory is not that of a node but of '" + node.getKey() + "'. Set it anew on the Nodes tab.");
			} catch (UnitException e) {
				throw refused("The memory of node " + node.getKey() + ": '" + node.getValue() + "' " + e.fault() + "; " + e.remedy() + ".");
			}
		return memory;
	}

	/** A path in the workspace when there is such a resource, else one in the file system. */
	static Path path(String text) throws CoreException {
		String replaced = VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(text);
		IPath path = IPath.fromOSString(replaced);
		IResource resource = ResourcesPlugin.getWorkspace().getRoot().findMember(path);
		if (resource != null && resource.getLocation() != null)
			return resource.getLocation().toPath();
		if (!path.isAbsolute())
			throw refused("There is no " + replaced + " in the workspace.");
		return path.toPath();
	}

	private static CoreException refused(String sentence) {
		return new CoreException(Status.error(sentence));
	}
}
