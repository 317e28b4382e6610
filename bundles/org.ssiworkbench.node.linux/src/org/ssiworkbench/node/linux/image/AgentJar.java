package org.ssiworkbench.node.linux.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.node.linux.Agent;
import org.ssiworkbench.trace.EventKind;

/** Packs the agent's classes from wherever this program has them into one uncompressed jar, always the same bytes. */
final class AgentJar {
	private static final String PACKAGES = "org/ssiworkbench/";
	/** Places of class files in an unpacked bundle. */
	private static final List<String> OUTPUTS = List.of("", "target/classes", "bin");

	private static final List<Class<?>> PARTS = List.of(EventKind.class, SsiNode.class, Agent.class);

	private AgentJar() {
	}

	/** Changes whenever what is packed may have changed; far quicker than packing. */
	static String stamp() throws IOException {
		StringBuilder stamp = new StringBuilder();
		for (Class<?> part : PARTS)
			try (Stream<Path> files = Files.walk(place(part))) {
				for (Path file : files.sorted().toList())
					stamp.append(file).append(' ').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
			}
		return stamp.toString();
	}

	static byte[] pack() throws IOException {
		SortedMap<String, byte[]> classes = new TreeMap<>();
		for (Class<?> part : PARTS)
			collect(part, classes);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.setMethod(ZipOutputStream.STORED);
			for (var entry : classes.entrySet())
				add(zip, entry.getKey(), entry.getValue());
		}
		return bytes.toByteArray();
	}

	private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
		CRC32 crc = new CRC32();
		crc.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setTime(0);
		entry.setSize(content.length);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

	private static void collect(Class<?> part, SortedMap<String, byte[]> classes) throws IOException {
		Path place = place(part);
		if (Files.isDirectory(place)) {
			for (String output : OUTPUTS)
				if (Files.isRegularFile(place.resolve(output).resolve(part.getName().replace('.', '/') + ".class")))
					collect(place.resolve(output), classes);
			return;
		}
		try (FileSystem jar = FileSystems.newFileSystem(place)) {
			collect(jar.getPath("/"), classes);
		}
	}

	private static void collect(Path root, SortedMap<String, byte[]> classes) throws IOException {
		try (Stream<Path> files = Files.walk(root.resolve(PACKAGES))) {
			for (Path file : files.toList()) {
				String name = root.relativize(file).toString();
				if (belongs(name))
					classes.put(name, Files.readAllBytes(file));
			}
		}
	}

	private static boolean belongs(String name) {
		String inner = name.substring(Math.min(name.length(), PACKAGES.length()));
		return name.endsWith(".class") && (inner.startsWith("trace/") || inner.startsWith("node/"))
				&& !inner.startsWith("node/linux/image/");
	}

	private static Path place(Class<?> part) throws IOException {
		try {
			return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
		} catch (URISyntaxException | IllegalArgumentException e) {
			throw new IOException("cannot tell where the classes of " + part.getName() + " are", e);
		}
	}
}
