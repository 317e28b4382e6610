package org.ssiworkbench.node.linux.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.ssiworkbench.node.keepalive.Spec;
import org.ssiworkbench.node.keepalive.Spec.Limits;
import org.ssiworkbench.node.keepalive.Spec.Placement;

/** A process as a file of {@code key=value} lines describes it to spawndaemon; see {@code docs/commands.md}. */
final class DaemonFile {
	private static final int MAX_BYTES = 64 << 10;
	private static final long SECOND = 1_000_000_000;
	private static final Set<String> KEYS = Set.of("command", "uid", "pinned", "group", "critical", "favored", "backups",
			"restart", "probation", "errors", "respawn", "down");

	private final ClusterView cluster;
	private final Map<String, String> values;

	private DaemonFile(ClusterView cluster, Map<String, String> values) {
		this.cluster = cluster;
		this.values = values;
	}

	/** Reads a file; {@code name} is what its user calls it. */
	static Spec read(ClusterView cluster, Path file, String name) throws CommandException {
		try {
			if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES)
				throw CommandException.failed(name + " is no file that describes a process");
			return new DaemonFile(cluster, parse(name, Files.readAllLines(file))).spec();
		} catch (IOException e) {
			throw CommandException.failed(name + " cannot be read: " + e.getMessage());
		}
	}

	private static Map<String, String> parse(String name, List<String> lines) throws CommandException {
		Map<String, String> values = new TreeMap<>();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			int sign = line.indexOf('=');
			if (line.isEmpty() || line.startsWith("#"))
				continue;
			if (sign < 0 || !KEYS.contains(line.substring(0, sign).strip()))
				throw CommandException.failed(name + ":" + (i + 1) + ": not KEY=VALUE with a key of " + new java.util.TreeSet<>(KEYS));
			values.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
		}
		return values;
	}

	private Spec spec() throws CommandException {
		List<String> command = words("command");
		if (command.isEmpty())
			throw CommandException.failed("the file names no command");
		List<Integer> backups = new ArrayList<>();
		for (String node : words("backups"))
			backups.add(cluster.number(node));
		Limits usual = Limits.USUAL;
		Limits limits = new Limits(number("probation", usual.probation() / SECOND) * SECOND, (int) number("errors", usual.errors()),
				number("respawn", usual.respawn() / SECOND) * SECOND, (int) number("down", Limits.NONE));
		int favored = values.containsKey("favored") ? cluster.number(values.get("favored")) : 0;
		return new Spec(command, new byte[0], (int) number("uid", 0), number("pinned", 1) != 0, values.getOrDefault("group", ""),
				number("critical", 0) != 0, favored, backups, placement(), limits);
	}

	private List<String> words(String key) {
		String text = values.getOrDefault(key, "");
		return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
	}

	private long number(String key, long otherwise) throws CommandException {
		try {
			return values.containsKey(key) ? Integer.parseInt(values.get(key)) : otherwise;
		} catch (NumberFormatException e) {
			throw CommandException.failed(key + "=" + values.get(key) + " is not a whole number");
		}
	}

	private Placement placement() throws CommandException {
		String word = values.getOrDefault("restart", Placement.FAVORED.word());
		for (Placement placement : Placement.values())
			if (placement.word().equals(word))
				return placement;
		throw CommandException.failed("restart=" + word + " is not one of F_node, last_node, round_robin");
	}
}
