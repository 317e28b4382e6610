package org.ssiworkbench.node.vproc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.vproc.Vproc.Placed;

/** Processes as bytes; the layout is in {@code docs/processes.md}. */
public final class ProcessWire {
	private ProcessWire() {
	}

	/** Processes and where they execute, as bytes. */
	public static byte[] encode(List<Placed> processes) {
		WireWriter out = new WireWriter().i32(processes.size());
		for (Placed placed : processes)
			write(out.u16(placed.place()), placed.process());
		return out.toBytes();
	}

	/** Reads what {@link #encode} wrote; {@link IOException} if it did not. */
	public static List<Placed> decode(byte[] bytes) throws IOException {
		try {
			WireReader in = new WireReader(bytes);
			List<Placed> processes = new ArrayList<>();
			for (int left = in.i32(); left > 0; left--)
				processes.add(new Placed(in.u16(), readInfo(in)));
			return processes;
		} catch (MalformedException e) {
			throw new IOException("not a list of processes: " + e.getMessage(), e);
		}
	}

	static WireWriter write(WireWriter out, ProcessInfo process) {
		return out.i32(process.pid()).i32(process.parent()).i32(process.group()).i32(process.session()).i32(process.uid())
				.u16(process.state()).u8(process.pinned() ? 1 : 0).i64(process.times().user()).i64(process.times().system())
				.i64(process.times().start()).i64(process.memory()).i64(process.virtual()).text(process.command())
				.text(process.arguments()).text(process.terminal());
	}

	static ProcessInfo readInfo(WireReader in) throws MalformedException {
		return new ProcessInfo(in.i32(), in.i32(), in.i32(), in.i32(), in.i32(), (char) in.u16(), in.u8() != 0,
				new ProcessInfo.Times(in.i64(), in.i64(), in.i64()), in.i64(), in.i64(), in.text(), in.text(), in.text());
	}

	static WireWriter write(WireWriter out, List<ProcessInfo> processes) {
		out.i32(processes.size());
		for (ProcessInfo process : processes)
			write(out, process);
		return out;
	}

	static List<ProcessInfo> readInfos(WireReader in) throws MalformedException {
		List<ProcessInfo> processes = new ArrayList<>();
		for (int left = in.i32(); left > 0; left--)
			processes.add(readInfo(in));
		return processes;
	}

	static WireWriter write(WireWriter out, ProcessStart start) {
		out.i32(start.pid()).i32(start.parent()).i32(start.group()).i32(start.session()).i32(start.uid())
				.u8(start.pinned() ? 1 : 0).u16(start.arguments().size());
		for (String argument : start.arguments())
			out.text(argument);
		return out.i32(start.details().length).bytes(start.details());
	}

	static ProcessStart readStart(WireReader in) throws MalformedException {
		int pid = in.i32();
		int parent = in.i32();
		int group = in.i32();
		int session = in.i32();
		int uid = in.i32();
		boolean pinned = in.u8() != 0;
		List<String> arguments = new ArrayList<>();
		for (int left = in.u16(); left > 0; left--)
			arguments.add(in.text());
		if (arguments.isEmpty())
			throw new MalformedException("a start without a program");
		return new ProcessStart(pid, parent, group, session, uid, pinned, arguments, in.bytes(in.i32()));
	}
}
