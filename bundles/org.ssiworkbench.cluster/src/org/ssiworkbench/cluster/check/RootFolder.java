package org.ssiworkbench.cluster.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A folder as those see it who have it as their root: links lead where they lead there, and never out of it. */
record RootFolder(Path root) {
	/** As the kernel has it. */
	private static final int MOST_LINKS = 40;

	/** Whether there is a program of this absolute name. */
	boolean hasProgram(String name) {
		try {
			Path file = find(name);
			return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isExecutable(file);
		} catch (IOException e) {
			return false;
		}
	}

	/** The place that a name means, which need not exist; all links on the way are followed. */
	private Path find(String name) throws IOException {
		Deque<String> rest = new ArrayDeque<>(Arrays.asList(name.split("/")));
		Path at = root;
		for (int links = 0; !rest.isEmpty();) {
			String part = rest.pop();
			Path next = at.resolve(part);
			if (part.isEmpty() || part.equals(".")) {
				continue;
			}
			if (part.equals("..")) {
				at = at.equals(root) ? root : at.getParent();
			} else if (!Files.isSymbolicLink(next)) {
				at = next;
			} else if (++links > MOST_LINKS) {
				throw new IOException("too many links");
			} else {
				String target = Files.readSymbolicLink(next).toString();
				at = target.startsWith("/") ? root : at;
				push(target, rest);
			}
		}
		return at;
	}

	private static void push(String target, Deque<String> rest) {
		for (String part : Arrays.asList(target.split("/")).reversed()) {
			rest.push(part);
		}
	}
}
