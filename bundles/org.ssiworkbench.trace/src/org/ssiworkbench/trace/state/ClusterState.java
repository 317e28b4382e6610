package org.ssiworkbench.trace.state;

import java.util.List;
import java.util.SortedMap;

/**
 * The whole cluster at an instant, as far as its trace tells. Immutable.
 *
 * @param time the instant, ns of the cluster's clock; all events at or before it count
 * @param master number of the master that most nodes follow, 0 if none is known
 * @param members each node's state as the master has it, by node
 * @param nodes each node by its own view, by node
 * @param channels by (from, to, channel) ascending
 * @param processes by pid
 * @param inFlight messages that were sent and had not arrived, by time of sending
 */
public record ClusterState(long time, int master, SortedMap<Integer, String> members, SortedMap<Integer, NodeState> nodes,
		List<ChannelState> channels, SortedMap<Long, ProcessState> processes, List<FlyingMessage> inFlight) {

	/**
	 * What one node knows.
	 *
	 * @param boot counts its lives, from 1; 0 if it has not recorded anything yet
	 * @param alive whether it has booted, was not switched off since, and was not found down unless its record goes on
	 * @param state its own state in its own view: NEVERUP, COMINGUP, UP, ... or empty
	 * @param transid the last transition it knows
	 * @param master the master that it follows
	 * @param view what it believes of each node
	 * @param load its own load in hundredths of a process, -1 if unknown
	 */
	public record NodeState(int boot, boolean alive, String state, long transid, int master, SortedMap<Integer, String> view, long load) {
		NodeState over() {
			return new NodeState(boot, false, state, transid, master, view, load);
		}
	}

	/**
	 * One direction of an ICS channel.
	 *
	 * @param throttled whether sending was held back
	 * @param queued bytes queued when that was last said
	 * @param sent messages sent so far
	 * @param received messages received so far
	 * @param bytes bytes sent so far
	 */
	public record ChannelState(int from, int to, int channel, boolean throttled, long queued, long sent, long received, long bytes) {
	}

	/**
	 * One process.
	 *
	 * @param pid cluster-wide process id
	 * @param place the node where it runs
	 * @param parent its parent's pid, 0 if unknown
	 * @param command its command, empty if unknown
	 * @param phase running, migrating or frozen
	 * @param target where it is moving to, 0 if it is not
	 */
	public record ProcessState(long pid, int place, long parent, String command, String phase, int target) {
		ProcessState at(int newPlace) {
			return new ProcessState(pid, newPlace, parent, command, phase, target);
		}

		ProcessState named(String newCommand) {
			return newCommand.isEmpty() ? this : new ProcessState(pid, place, parent, newCommand, phase, target);
		}

		ProcessState moving(String newPhase, int newTarget) {
			return new ProcessState(pid, place, parent, command, newPhase, newTarget);
		}
	}

	/** A message under way. */
	public record FlyingMessage(long id, int from, int to, String service, String operation, String form, long sent, int row) {
	}
}
