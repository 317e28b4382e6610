package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.picture.Ink;
import org.ssiworkbench.trace.picture.Look;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.picture.Painting;
import org.ssiworkbench.trace.picture.PictureFile;
import org.ssiworkbench.trace.picture.SvgSurface;
import org.ssiworkbench.trace.picture.TextStyle;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.TraceViews;
import org.ssiworkbench.trace.view.Viewport;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {
	private static final TimeFormat TIMES = TimeFormat.absolute(0, ZoneOffset.UTC);

	@TempDir
	private Path temp;

	private static List<Frame> frames(TraceViews views, Viewport viewport) {
		return List.of(views.messages(viewport, MessageOptions.ALL, Cancel.NEVER), views.membership(viewport, Set.of(1, 5), Cancel.NEVER),
				views.matrix(viewport, viewport.begin() / 2 + viewport.end() / 2),
				views.migrations(viewport, MigrationOptions.BY_PROCESS, Cancel.NEVER),
				views.migrations(viewport, MigrationOptions.BY_NODE, Cancel.NEVER), views.overview(viewport, Cancel.NEVER));
	}

	@Test
	void everyViewIsAWholeSvgAndAPngInBothThemes() throws Exception {
		SampleRun.write(temp.resolve("run"), 1, 4000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			Viewport viewport = Viewport.of(0, 1000 * SampleRun.MILLI, 700, 300);
			for (Frame frame : frames(trace.views(), viewport))
				for (Look look : List.of(Look.light(), Look.dark())) {
					assertTrue(parse(svg(frame, viewport, look)).getElementsByTagName("text").getLength() > 1);
					Path file = temp.resolve("picture.png");
					PictureFile.write(file, frame, look, TIMES, Marks.NOTHING, 1);
					BufferedImage image = ImageIO.read(file.toFile());
					assertEquals(700, image.getWidth());
					assertEquals(look.background().hex(), hex(image.getRGB(699, 299)));
					assertTrue(colors(image) > 5, frame.getClass().getSimpleName() + " is painted");
				}
		}
	}

	private static String svg(Frame frame, Viewport viewport, Look look) {
		SvgSurface surface = new SvgSurface(viewport.width(), viewport.height());
		Marks marks = new Marks(viewport.begin() + 5, viewport.begin(), viewport.end(), Set.of(3));
		new Painting(surface, viewport, look, TIMES, marks).paint(frame);
		return surface.document();
	}

	private static Document parse(String svg) throws Exception {
		return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
	}

	private static String hex(int rgb) {
		return Ink.of(rgb & 0xFFFFFF).hex();
	}

	private static int colors(BufferedImage image) {
		Set<Integer> colors = new HashSet<>();
		for (int y = 0; y < image.getHeight(); y++)
			for (int x = 0; x < image.getWidth(); x++)
				colors.add(image.getRGB(x, y));
		return colors.size();
	}

	@Test
	void anyTraceCanBePaintedAtAnyZoom() throws Exception {
		SplittableRandom random = new SplittableRandom(9);
		for (int seed = 1; seed <= 3; seed++) {
			RandomTrace.write(temp.resolve("random" + seed), seed, 3000);
			try (ViewTraces trace = ViewTraces.open(temp.resolve("random" + seed))) {
				for (int i = 0; i < 10; i++) {
					long begin = random.nextLong(trace.index().end() + 1);
					long end = begin + 1 + random.nextLong(1L << random.nextInt(2, 40));
					Viewport viewport = new Viewport(begin, end, 60 + random.nextInt(900), 40 + random.nextInt(400), random.nextInt(100));
					for (Frame frame : frames(trace.views(), viewport)) {
						parse(svg(frame, viewport, Look.light()));
						for (int point = 0; point < 20; point++)
							frame.hit(viewport, random.nextInt(viewport.width()), random.nextInt(viewport.height()));
					}
				}
			}
		}
	}

	@Test
	void anEmptyTraceHasEmptyPictures() throws Exception {
		Traces.write(temp.resolve("empty"), 0, 1);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("empty"))) {
			Viewport viewport = Viewport.of(0, 100, 400, 200);
			for (Frame frame : frames(trace.views(), viewport))
				parse(svg(frame, viewport, Look.dark()));
		}
	}

	@Test
	void textCannotBreakTheDocument() throws Exception {
		SvgSurface surface = new SvgSurface(100, 100);
		String text = "<script>&\"'\u0000\u001b\uD800 \uD83D\uDE00";
		surface.text(text, 10, 10, TextStyle.left(10, Ink.of(0)));
		assertEquals("<script>&\"'\uFFFD\uFFFD\uFFFD \uD83D\uDE00",
				parse(surface.document()).getElementsByTagName("text").item(0).getTextContent());
	}

	@Test
	void servicesOfATraceHaveDifferentColoursThatDoNotChange() {
		Look look = Look.light();
		List<String> eight = List.of("clms", "file", "pipe", "root", "sem", "a", "b", "c");
		assertEquals(8, Set.copyOf(look.services(eight)).size());
		assertEquals(look.services(List.of("clms")).getFirst(), look.services(eight).getFirst());
		assertNotEquals(look.state("UP"), look.state("DOWN"));
	}

	@Test
	void aNameThatIsNoPictureIsNotOne() throws IOException {
		assertTrue(PictureFile.isPossible(Path.of("a.PNG")));
		assertTrue(PictureFile.isPossible(Path.of("a.svg")));
		assertTrue(!PictureFile.isPossible(Path.of("a.jpg")));
		assertTrue(Files.notExists(temp.resolve("a.jpg")));
	}
}
