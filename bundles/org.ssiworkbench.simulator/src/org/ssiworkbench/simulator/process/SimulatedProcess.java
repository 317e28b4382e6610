package org.ssiworkbench.simulator.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeSet;

import org.ssiworkbench.node.vproc.ProcessInfo;

/** One simulated process: all that has to move with it. */
final class SimulatedProcess {
	/** What it is at. */
	enum State {
		READY('R'), RUNNING('R'), SLEEPING('S'), WAITING('S');

		final char letter;

		State(char letter) {
			this.letter = letter;
		}
	}

	final int pid;
	int parent;
	int group;
	int session;
	int uid;
	boolean pinned;
	String command;
	Program program;
	/** The step that it is at. */
	int step;
	State state = State.READY;
	/** What is left of a compute or sleep step, ns, while it is not in progress here. */
	long left;
	/** When a sleep ends, while it is in progress here. */
	long wakeAt;
	/** CPU time of the steps behind it and of the part of this one that is accounted for. */
	long cpu;
	long start;
	long memory = 4096;
	long dirty;
	boolean holding;
	boolean stopped;
	/** Signals that had no other effect, by number of their arrivals. */
	int signals;
	/** Children whose end it has not been told. Not part of the image: who moves a process tells its new host. */
	final TreeSet<Integer> children = new TreeSet<>();

	SimulatedProcess(int pid) {
		this.pid = pid;
	}

	ProcessInfo info(long cpuNow) {
		return new ProcessInfo(pid, parent, group, session, uid, stopped ? 'T' : state.letter, pinned,
				new ProcessInfo.Times(cpuNow, 0, start), memory, memory, command, command + " " + program.script(), "?");
	}

	byte[] image() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			for (int number : new int[] { parent, group, session, uid, step, state.ordinal(), signals })
				out.writeInt(number);
			for (long number : new long[] { left, cpu, start, memory, dirty })
				out.writeLong(number);
			for (boolean flag : new boolean[] { pinned, holding, stopped })
				out.writeBoolean(flag);
			out.writeUTF(command);
			out.writeUTF(program.script());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	static SimulatedProcess ofImage(int pid, byte[] image) {
		SimulatedProcess process = new SimulatedProcess(pid);
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(image))) {
			process.parent = in.readInt();
			process.group = in.readInt();
			process.session = in.readInt();
			process.uid = in.readInt();
			process.step = in.readInt();
			process.state = State.values()[in.readInt()];
			process.signals = in.readInt();
			process.left = in.readLong();
			process.cpu = in.readLong();
			process.start = in.readLong();
			process.memory = in.readLong();
			process.dirty = in.readLong();
			process.pinned = in.readBoolean();
			process.holding = in.readBoolean();
			process.stopped = in.readBoolean();
			process.command = in.readUTF();
			process.program = Program.parse(in.readUTF());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return process;
	}
}
