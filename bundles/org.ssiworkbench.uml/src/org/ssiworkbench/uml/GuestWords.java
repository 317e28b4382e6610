package org.ssiworkbench.uml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the words of a kernel's command line that ssi-init and the network drivers read; see {@code docs/control-line.md}. */
public final class GuestWords {
	/** Number of this kind of device. */
	private static final int VIRTIO_FS = 26;
	private final List<String> words = new ArrayList<>();
	private int devices;

	/** Words for a node of this number and host name. */
	public GuestWords(int number, String name) {
		add("ssi_node", number).add("ssi_name", name);
	}

	/** The agent's command: a file with one word a line, readable in the guest at the same path. */
	public GuestWords agent(Path command) {
		return add("ssi_agent", command);
	}

	/**
	 * The image from which the agent goes on instead of being started, see {@link FrozenAgent}; null for none. It becomes
	 * memory of the kernel's mmapper device, which all guests share.
	 */
	public GuestWords frozen(Path image) {
		return image == null ? this : add("iomem", "mmapper," + image);
	}

	/** Runs one of ssi-init's benchmark modes instead of an agent. */
	public GuestWords mode(String mode) {
		return add("ssi_mode", mode);
	}

	/** Where the kernel's modules are; needed for the private layer of the root unless the kernel has overlayfs built in. */
	public GuestWords modules(Path folder) {
		return folder == null ? this : add("ssi_modules", folder);
	}

	/** The directory {@code /shared} of all nodes. */
	public GuestWords shared(SharedFolder folder) {
		return add("virtio_uml.device", folder.socket() + ":" + VIRTIO_FS).add("ssi_shared", 1);
	}

	/** Whether the root is writable through a private layer (the default), or read-only. */
	public GuestWords writableRoot(boolean writable) {
		return add("ssi_root", writable ? "private" : "readonly");
	}

	/** The folder of the host that users' processes have as their root, instead of the host's own. */
	public GuestWords usersRoot(Path folder) {
		return add("ssi_users_root", folder);
	}

	/** The next interconnect: the switch's port, and this node's address on it; {@code mtu} in bytes. */
	public GuestWords interconnect(EthernetSwitch.Port port, String address, int prefix, int mtu) {
		String device = "vec" + devices;
		return device(port.deviceWord(device, mtu), device, address, prefix);
	}

	/** Any other network device: the driver's word, the device's name in the guest, the address. */
	public GuestWords device(String driverWord, String device, String address, int prefix) {
		words.add(driverWord);
		return add("ssi_net" + devices++, device + "," + address + "," + prefix);
	}

	/** Where the cluster's clock has its 0, in ns of the host's CLOCK_MONOTONIC. */
	public GuestWords clockOrigin(long monotonic) {
		return add("ssi_origin", monotonic);
	}

	/** Any further {@code key=value} word; {@link UmlNode#start} refuses those with blanks. */
	public GuestWords add(String key, Object value) {
		words.add(key + "=" + value);
		return this;
	}

	/** The words so far. */
	public List<String> words() {
		return List.copyOf(words);
	}
}
