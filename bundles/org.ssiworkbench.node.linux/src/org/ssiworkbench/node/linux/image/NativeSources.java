package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The C sources of the native programs, which this bundle carries. */
public final class NativeSources {
	private static final List<String> NAMES = """
			agent.c
			areas.c
			ask.c
			ask.h
			bench.c
			beside.c
			client.c
			clock.c
			cursor.c
			dbdemo.c
			descriptors.c
			exec.c
			files-fs.c
			files-lock.c
			files-open.c
			files-table.c
			files-tree.c
			files.h
			fill.c
			foreign.c
			frames.c
			freeze.c
			freeze.h
			giving.c
			guest.c
			holder.c
			image.c
			image.h
			inject.c
			input.c
			mappings.c
			mconsole.c
			memory.c
			movable.c
			move.c
			mover.c
			mover.h
			net.c
			output.c
			passage.c
			peer.c
			pending.c
			proc-files.c
			proc-fuse.c
			proc-list.c
			proc-tree.c
			proc.h
			procfs.c
			queue.c
			queue.h
			rebuild.c
			resume.c
			root.c
			run.c
			services.c
			session.c
			shared.c
			source.c
			special.c
			ssi-bench.c
			ssi-files.c
			ssi-freeze.c
			ssi-init.c
			ssi-tools.c
			ssi-xstate.c
			ssi.h
			standin.c
			state.c
			stream.c
			stub-describe.c
			stub-fds.c
			stub-parts.h
			stub-tty.c
			stub.c
			stub.h
			supervise.c
			target.c
			task.c
			tasks.c
			tcp.c
			thaw.c
			vhost.c
			vhost.h
			view.c
			winsize.c
			watch.c
			""".lines().toList();

	private NativeSources() {
	}

	/** File name to content. */
	public static SortedMap<String, byte[]> all() throws IOException {
		TreeMap<String, byte[]> sources = new TreeMap<>();
		for (String name : NAMES)
			try (InputStream in = NativeSources.class.getResourceAsStream("/" + name)) {
				if (in == null)
					throw new IOException("this build of org.ssiworkbench.node.linux lacks " + name);
				sources.put(name, in.readAllBytes());
			}
		return sources;
	}
}
