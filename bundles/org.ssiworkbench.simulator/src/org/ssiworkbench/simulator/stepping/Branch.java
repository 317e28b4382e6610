package org.ssiworkbench.simulator.stepping;

import java.util.TreeMap;

import org.ssiworkbench.simulator.stepping.internal.Snapshots;

/** One course of events: the commands, and how far it was followed. */
public final class Branch {
	/** A command at a time, in ns. */
	record Given(long time, Command command) {
	}

	private final String name;
	private final String parent;
	private final long begin;
	final TreeMap<Long, Given> commands = new TreeMap<>();
	final Snapshots snapshots;
	long end;
	/** Where it was left when another branch was gone to. */
	long left;

	private Branch(String name, String parent, long begin, Snapshots snapshots) {
		this.name = name;
		this.parent = parent;
		this.begin = begin;
		this.snapshots = snapshots;
		end = begin;
		left = begin;
	}

	static Branch first(String name, long spacing) {
		return new Branch(name, "", 0, new Snapshots(spacing));
	}

	Branch at(long position, String newName) {
		Branch branch = new Branch(newName, name, position, snapshots.upTo(position));
		branch.commands.putAll(commands.headMap(position));
		return branch;
	}

	/** Unique in its history. */
	public String name() {
		return name;
	}

	/** The branch that it left, empty for the first one. */
	public String parent() {
		return parent;
	}

	/** The position at which it left its parent. */
	public long begin() {
		return begin;
	}

	/** The last position that was reached. */
	public long end() {
		return end;
	}
}
