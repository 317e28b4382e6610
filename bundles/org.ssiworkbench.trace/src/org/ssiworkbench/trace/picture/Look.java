package org.ssiworkbench.trace.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The colours of a picture. The states' and services' colours follow Okabe and Ito, "Color universal design" (2008), which
 * people with any kind of colour vision can tell apart.
 *
 * @param background behind everything
 * @param foreground text and axis
 * @param faint text of less weight
 * @param grid lines of the time axis in the picture
 * @param lane the middle line of a lane
 * @param shade behind every second lane
 * @param accent what is selected, and the replay clock
 * @param alarm failures and lost messages
 * @param states colour of each node state by its name
 * @param services colours that services share
 */
public record Look(Ink background, Ink foreground, Ink faint, Ink grid, Ink lane, Ink shade, Ink accent, Ink alarm,
		Map<String, Ink> states, List<Ink> services) {
	private static final Map<String, Pattern> PATTERNS = Map.of("NEVERUP", Pattern.OUTLINE, "COMINGUP", Pattern.RISING,
			"GOINGDOWN", Pattern.FALLING, "KCLEANUP", Pattern.CROSSED, "UCLEANUP", Pattern.UPRIGHT);

	public Look {
		states = Map.copyOf(states);
		services = List.copyOf(services);
	}

	/** For a light background. */
	public static Look light() {
		return new Look(Ink.of(0xFFFFFF), Ink.of(0x1F2328), Ink.of(0x6A737D), Ink.of(0xE4E7EB), Ink.of(0xB8BEC6), Ink.of(0xF7F8FA),
				Ink.of(0x0B62D6), Ink.of(0xC62828), states(0x8A929B, 0x4A4F55), inks(0x0072B2, 0xD55E00, 0x009E73, 0xB5488A, 0xC98500,
						0x3A9BD9, 0x7A7000, 0x5B6570));
	}

	/** For a dark background. */
	public static Look dark() {
		return new Look(Ink.of(0x1E2024), Ink.of(0xE3E6EA), Ink.of(0x9AA3AD), Ink.of(0x33373D), Ink.of(0x59606A), Ink.of(0x24272C),
				Ink.of(0x66A8FF), Ink.of(0xFF6B6B), states(0x8A929B, 0x5C636B), inks(0x4C9FE8, 0xFF8A3D, 0x26C095, 0xDD8FBE, 0xF2B233,
						0x93D3FA, 0xF0E442, 0xAEB6BF));
	}

	/** The same with another colour for a state. */
	public Look withState(String state, Ink ink) {
		Map<String, Ink> changed = new TreeMap<>(states);
		changed.put(state, ink);
		return new Look(background, foreground, faint, grid, lane, shade, accent, alarm, changed, services);
	}

	/** The same with other colours for services. */
	public Look withServices(List<Ink> inks) {
		return new Look(background, foreground, faint, grid, lane, shade, accent, alarm, states, inks);
	}

	/** The colour of a state; that of text for a name that is no state. */
	public Ink state(String state) {
		return states.getOrDefault(state, faint);
	}

	/** The pattern of a state. */
	public static Pattern pattern(String state) {
		return PATTERNS.getOrDefault(state, Pattern.SOLID);
	}

	/** A colour for lines and text on an area of a colour. */
	public static Ink on(Ink area) {
		return area.isDark() ? Ink.of(0xFFFFFF) : Ink.of(0x14171A);
	}

	/** The colour of a command or of anything else with a name: always the same for the same name. */
	public Ink named(String name) {
		return services.get(Names.place(name, services.size()));
	}

	/** The colours of a trace's services: different ones as long as there are enough, and if possible what {@link #named} says. */
	public List<Ink> services(List<String> names) {
		return Names.places(names, services.size()).stream().map(services::get).toList();
	}

	/** The colour of a node, for lanes of processes that hop between nodes. */
	public Ink node(int number) {
		Ink ink = services.get(Math.floorMod(number - 1, services.size()));
		return ink.mix(background, Math.floorMod((number - 1) / services.size(), 3) * 0.25);
	}

	private static Map<String, Ink> states(int neverUp, int down) {
		return Map.of("NEVERUP", Ink.of(neverUp), "COMINGUP", Ink.of(0x56B4E9), "UP", Ink.of(0x009E73), "SHUTDOWN", Ink.of(0xF0E442),
				"GOINGDOWN", Ink.of(0xE69F00), "KCLEANUP", Ink.of(0xD55E00), "UCLEANUP", Ink.of(0xCC79A7), "DOWN", Ink.of(down));
	}

	private static List<Ink> inks(int... rgb) {
		List<Ink> inks = new ArrayList<>();
		for (int each : rgb)
			inks.add(Ink.of(each));
		return inks;
	}
}
