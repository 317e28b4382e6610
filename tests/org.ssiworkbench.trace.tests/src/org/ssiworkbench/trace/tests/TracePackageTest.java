package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.export.ExportProgress;
import org.ssiworkbench.trace.export.PackageImport;
import org.ssiworkbench.trace.export.TracePackage;

class TracePackageTest {
	private static final long MEGABYTE = 1 << 20;

	@TempDir
	private Path temp;

	private Path run;
	private Path file;
	private Path target;

	@BeforeEach
	void prepare() throws IOException {
		run = temp.resolve("run");
		file = temp.resolve("run.zip");
		target = temp.resolve("imports").resolve("run");
		Traces.write(run, 500, 100);
		Files.createDirectory(run.resolve("console"));
		Files.writeString(run.resolve("console").resolve("alpha.log"), "Linux version 6.1\n");
		Files.createDirectory(run.resolve(".index"));
		Files.writeString(run.resolve(".index").resolve("rows"), "made anew by whoever needs it");
	}

	private List<Bookmark> unpack() throws IOException {
		return PackageImport.unpack(file, target, 10 * MEGABYTE, ExportProgress.NONE);
	}

	@Test
	void whatWasPackedComesBackWithItsBookmarks() throws IOException {
		List<Bookmark> bookmarks = List.of(new Bookmark(1500, "here it\tgoes\nwrong"), new Bookmark(-1, "\u00fc"));
		TracePackage.write(run, bookmarks, file, ExportProgress.NONE);
		assertEquals(List.of(new Bookmark(1500, "here it goes wrong"), new Bookmark(-1, "\u00fc")), unpack());
		for (String name : List.of("metadata", "node-1", "node-2", "controller", "console/alpha.log"))
			assertArrayEquals(Files.readAllBytes(run.resolve(name)), Files.readAllBytes(target.resolve(name)), name);
		assertFalse(Files.exists(target.resolve(".index")));
		assertEquals(Traces.read(run), Traces.read(target));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil", "/etc/evil", "a/../../evil", "console/..", "..\\evil", ".ssh/authorized_keys", "console/.hidden",
			"a/b/c/d/e", "C:evil", "a//b", "new\nline", "" })
	void namesThatLeadOutOfTheFolderAreRefused(String name) throws IOException {
		zip(List.of("metadata", name), "x");
		assertRefused("which no package of a trace has");
		assertFalse(Files.exists(temp.resolve("evil")));
	}

	@Test
	void aFileThatIsThereTwiceIsRefused() throws IOException {
		zip(List.of("node-1", "node-2"), "x");
		byte[] bytes = Files.readAllBytes(file);
		for (int i = 0; i + 6 <= bytes.length; i++)
			if (new String(bytes, i, 6).equals("node-2"))
				bytes[i + 5] = '1';
		Files.write(file, bytes);
		assertRefused("twice");
	}

	@Test
	void aPackageThatWouldFillTheDiskIsRefused() throws IOException {
		zip(List.of("metadata"), "0".repeat((int) (11 * MEGABYTE)));
		assertRefused("there is no room for it");
	}

	@Test
	void whatIsNoTraceIsRefused() throws IOException {
		zip(List.of("metadata"), "something else");
		assertRefused("metadata");
		Files.writeString(file, "no zip at all");
		assertRefused("is no zip file");
	}

	@Test
	void aPackageThatIsCutOffIsRefused() throws IOException {
		TracePackage.write(run, List.of(), file, ExportProgress.NONE);
		byte[] whole = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(whole, whole.length / 2));
		assertRefused("");
	}

	@Test
	void nothingIsReplaced() throws IOException {
		TracePackage.write(run, List.of(), file, ExportProgress.NONE);
		unpack();
		IOException refused = assertThrows(IOException.class, this::unpack);
		assertTrue(refused.getMessage().contains("exists already"), refused.getMessage());
	}

	/** Nothing is left of what was unpacked. */
	private void assertRefused(String because) throws IOException {
		IOException refused = assertThrows(IOException.class, this::unpack);
		assertTrue(refused.getMessage().contains(because), refused.getMessage());
		try (Stream<Path> left = Files.list(target.getParent())) {
			assertEquals(List.of(), left.toList());
		}
	}

	private void zip(List<String> names, String content) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (String name : names) {
				zip.putNextEntry(new ZipEntry(name));
				zip.write(content.getBytes());
				zip.closeEntry();
			}
		}
	}
}
